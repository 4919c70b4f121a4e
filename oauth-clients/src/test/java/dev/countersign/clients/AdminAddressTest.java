package dev.countersign.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.Origin;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdminAddressTest {

    private static final Issuer ISSUER = new Issuer("https://id.example");
    private static final AdminAddress BELOW = AdminAddress.below(ISSUER);
    private static final AdminAddress OWN = at("https://admin.example:8443");

    private static AdminAddress at(String origin) {
        return new AdminAddress(ISSUER, Optional.of(new Origin(origin)));
    }

    @Test
    void itIsBelowTheIssuerUnlessItHasAnOriginOfItsOwn() {
        assertThat(BELOW.at("/admin")).isEqualTo("https://id.example/admin");
        assertThat(BELOW.issuersOrigin()).isEmpty();

        assertThat(OWN.at("/admin")).isEqualTo("https://admin.example:8443/admin");
        assertThat(OWN.issuersOrigin()).contains(new Origin("https://id.example"));
        assertThat(AdminPages.redirectUri(OWN)).isEqualTo("https://admin.example:8443/admin");
    }

    /** Contract, section 3: its tokens name the issuer's administration wherever that is. */
    @Test
    void whatItsTokensAreMeantForStays() {
        assertThat(AdminApi.audiences(OWN.issuer())).containsExactly("https://id.example/admin");
    }

    @Test
    void theIssuersOwnOriginIsNoOther() {
        AdminAddress same = at("https://id.example");

        assertThat(same).isEqualTo(BELOW);
        assertThat(same.answers("/oauth2/token", Optional.of("id.example"))).isTrue();
    }

    /** RFC 6265 §8.5: cookies of one port are sent to all others. */
    @ParameterizedTest
    @ValueSource(strings = {"https://id.example:8443", "https://id.example:80"})
    void anotherPortIsNoHostOfItsOwn(String origin) {
        assertThatIllegalArgumentException().isThrownBy(() -> at(origin));
    }

    @Test
    void itsCookiesAreSecureByItsOwnScheme() {
        assertThat(OWN.isHttps()).isTrue();
        assertThat(BELOW.isHttps()).isTrue();
        assertThat(at("http://127.0.0.1:9000").isHttps()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/admin,           admin.example, true",
        "/admin/users,     ADMIN.example, true",
        "/admin,           id.example,    false",
        "/admin/users,     id.example,    false",
        "/admin/users,     x.admin.example, false",
        "/admin/users,     admin.example.evil, false",
        "/admin/users,     '',            false",
        "/oauth2/token,    id.example,    true",
        "/oauth2/token,    10.0.0.7,      true",
        "/oauth2/token,    admin.example, false",
        "/administration,  id.example,    true",
        "/administration,  admin.example, false",
        "/,                admin.example, false"
    })
    void atAHostOfItsOwnItAloneIsAnsweredAndNowhereElse(String path, String host, boolean is) {
        assertThat(OWN.answers(path, Optional.of(host))).isEqualTo(is);
    }

    @Test
    void whoNamesNoHostIsNotAtItsHost() {
        assertThat(OWN.answers("/admin", Optional.empty())).isFalse();
        assertThat(OWN.answers("/login", Optional.empty())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"id.example", "10.0.0.7", ""})
    void withoutAHostOfItsOwnEverythingIsAnsweredAtAnyHost(String host) {
        assertThat(BELOW.answers("/admin", Optional.of(host))).isTrue();
        assertThat(BELOW.answers("/login", Optional.of(host))).isTrue();
        assertThat(BELOW.answers("/admin", Optional.empty())).isTrue();
    }
}
