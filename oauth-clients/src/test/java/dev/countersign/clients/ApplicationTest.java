package dev.countersign.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.protocol.FetchedUri;
import dev.countersign.protocol.GrantType;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.Origin;
import dev.countersign.protocol.RedirectUri;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.SectorIdentifier;
import dev.countersign.protocol.SigningAlgorithm;
import dev.countersign.protocol.SubjectType;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApplicationTest {

    private static final Issuer ISSUER = new Issuer("http://localhost:8080");

    private final Application nativeApp = Fixtures.nativeApplication();
    private final Application webApp = Fixtures.webApplication();

    /** RFC 8252 §7.3. */
    @Test
    void aNativeApplicationChoosesItsLoopbackPort() {
        RedirectUri requested = new RedirectUri("http://127.0.0.1:8001/callback");
        assertThat(nativeApp.redirectUri(requested).orElseThrow().uri()).isEqualTo(requested);
    }

    /** RFC 9700 §4.1.3. */
    @Test
    void aWebApplicationHasItsExactUriPortToo() {
        assertThat(webApp.redirectUri(new RedirectUri("http://127.0.0.1:7777/callback")))
                .isPresent();
        assertThat(webApp.redirectUri(new RedirectUri("http://127.0.0.1:8001/callback"))).isEmpty();
    }

    @Test
    void aForeignRedirectUriIsNotRegistered() {
        for (String uri :
                new String[] {
                    "http://evil.example/callback",
                    "http://localhost:8001/callback",
                    "https://127.0.0.1/callback",
                    "http://127.0.0.1/callback/../other",
                    "http://127.0.0.1/callback?x=y"
                }) {
            assertThat(nativeApp.redirectUri(new RedirectUri(uri))).as(uri).isEmpty();
        }
    }

    /** OpenID Connect Core 1.0 §8.1: a row that says less than it must makes nobody public. */
    @Test
    void pairwiseSubjectsWithoutASectorNeverBecomePublicOnes() {
        assertThat(webApp.sector()).isEmpty();
        assertThat(pairwise(Optional.of(new FetchedUri("https://sector.example/uris"))).sector())
                .hasValue(new SectorIdentifier("sector.example"));
        assertThatThrownBy(() -> pairwise(Optional.empty()).sector())
                .isInstanceOf(IllegalStateException.class);
    }

    /** Its redirection URI is on the loopback, which is of no sector. */
    private static Application pairwise(Optional<FetchedUri> sector) {
        return Fixtures.with(
                new SecurityProfile(
                        Optional.empty(),
                        Optional.empty(),
                        SigningAlgorithm.RS256,
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        SubjectType.PAIRWISE,
                        sector),
                Optional.empty());
    }

    /** RFC 8252 §7.1: compared exactly. */
    @Test
    void aPrivateUseSchemeIsComparedExactly() {
        Application app =
                Fixtures.application(
                        ApplicationType.NATIVE, Optional.empty(), "com.example.app:/callback");
        assertThat(app.redirectUri(new RedirectUri("com.example.app:/callback"))).isPresent();
        assertThat(app.redirectUri(new RedirectUri("com.example.app:/other"))).isEmpty();
        assertThat(app.redirectUri(new RedirectUri("com.example.app2:/callback"))).isEmpty();
    }

    /** OpenID Connect RP-Initiated Logout 1.0 §3: exactly; RFC 8252 §7.3 of a native one's port. */
    @Test
    void aReturnFromALogoutIsRegisteredByItself() {
        RedirectUri chosen = new RedirectUri("http://127.0.0.1:8001/callback/signed-out");
        assertThat(nativeApp.postLogoutRedirectUri(chosen).orElseThrow().uri()).isEqualTo(chosen);
        assertThat(webApp.postLogoutRedirectUri(chosen)).isEmpty();
        assertThat(nativeApp.redirectUri(chosen)).isEmpty();
        assertThat(
                        nativeApp.postLogoutRedirectUri(
                                new RedirectUri("http://127.0.0.1:8001/callback")))
                .isEmpty();
        assertThat(
                        nativeApp.postLogoutRedirectUri(
                                new RedirectUri("http://127.0.0.1/callback/signed-out?x=y")))
                .isEmpty();
    }

    /** Contract, section 3. */
    @Test
    void theAudienceFollowsFromTheScopes() {
        assertThat(nativeApp.audiences(Scopes.parse("openid accounts:read"), ISSUER))
                .containsExactly(Fixtures.API, ISSUER.value());
        assertThat(nativeApp.audiences(Scopes.parse("accounts:read"), ISSUER))
                .containsExactly(Fixtures.API);
        assertThat(nativeApp.audiences(Scopes.parse("openid"), ISSUER))
                .containsExactly("urn:default", ISSUER.value());
    }

    /** Contract, section 3: its tokens hold no other audience. */
    @Test
    void aTokenForAdministrationIsForNobodyElse() {
        Application app =
                Fixtures.withScopes(
                        Fixtures.scope("openid", Optional.empty()),
                        Fixtures.scope("accounts:read", Optional.of(Fixtures.API)),
                        Fixtures.scope(
                                AdminApi.TOKENS_READ, Optional.of(AdminApi.identifier(ISSUER))));
        for (String scopes :
                new String[] {"tokens:read", "openid tokens:read", "accounts:read tokens:read"}) {
            assertThat(app.audiences(Scopes.parse(scopes), ISSUER))
                    .as(scopes)
                    .containsExactly("http://localhost:8080/admin");
        }
        assertThat(app.mixesAdministration(Scopes.parse("openid tokens:read"), ISSUER)).isFalse();
        assertThat(app.mixesAdministration(Scopes.parse("openid accounts:read"), ISSUER)).isFalse();
        assertThat(app.mixesAdministration(Scopes.parse("accounts:read tokens:read"), ISSUER))
                .isTrue();
    }

    /** Contract, section 3. */
    @Test
    void pagesOfItsHttpsAndLoopbackRedirectUrisAndOfListedOriginsMayCall() {
        Application app = Fixtures.publicWithSecret(Optional.empty());
        for (String origin :
                new String[] {
                    "https://spa.example", "http://127.0.0.1:9000", "https://other.example:8443"
                }) {
            assertThat(app.allowsPagesOf(new Origin(origin))).as(origin).isTrue();
        }
        for (String origin :
                new String[] {
                    "https://spa.example:444", "http://127.0.0.1:9001", "https://evil.example"
                }) {
            assertThat(app.allowsPagesOf(new Origin(origin))).as(origin).isFalse();
        }
    }

    @Test
    void itMayUseWhatItIsRegisteredFor() {
        assertThat(nativeApp.isPublic()).isTrue();
        assertThat(webApp.isPublic()).isFalse();
        assertThat(nativeApp.mayUse(GrantType.AUTHORIZATION_CODE)).isTrue();
        assertThat(nativeApp.mayUse(GrantType.CLIENT_CREDENTIALS)).isFalse();
        assertThat(nativeApp.registeredScopes()).isEqualTo(Scopes.parse("openid accounts:read"));
    }
}
