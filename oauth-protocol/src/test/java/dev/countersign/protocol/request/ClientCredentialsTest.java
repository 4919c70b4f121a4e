package dev.countersign.protocol.request;

import static dev.countersign.protocol.request.ParametersTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.ClientCredentials.None;
import dev.countersign.protocol.request.ClientCredentials.SecretBasic;
import dev.countersign.protocol.request.ClientCredentials.SecretPost;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientCredentialsTest {

    private static ClientCredentials from(String header, Map<String, String> parameters) {
        return from(Optional.of(header), parameters);
    }

    private static ClientCredentials from(Optional<String> header, Map<String, String> parameters) {
        return ClientCredentials.from(
                header,
                new Parameters(
                        parameters.entrySet().stream()
                                .collect(
                                        Collectors.toMap(
                                                Map.Entry::getKey, e -> List.of(e.getValue())))));
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /** RFC 6749 §2.3.1, its example. */
    @Test
    void clientSecretBasicMatchesTheExampleInTheRfc() {
        assertThat(from("Basic czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3", Map.of()))
                .isEqualTo(
                        new SecretBasic(
                                new ClientId("s6BhdRkqt3"),
                                new ClientSecret("7Fjfp0ZBr1KtDRbnfVdmIw")));
    }

    /** RFC 6749 §2.3.1: both halves are form-encoded first. */
    @Test
    void theHalvesOfBasicAreFormDecoded() {
        assertThat(from(basic("a%3Ab:s%25+%C3%A4:x"), Map.of()))
                .isEqualTo(new SecretBasic(new ClientId("a:b"), new ClientSecret("s% ä:x")));
    }

    @Test
    void theNameOfTheSchemeIsInAnyCase() {
        assertThat(from(basic("a:b").replace("Basic", "bAsIc"), Map.of()))
                .isInstanceOf(SecretBasic.class);
    }

    @Test
    void aSecretInTheBodyIsClientSecretPost() {
        assertThat(from(Optional.empty(), Map.of("client_id", "a", "client_secret", "s")))
                .isEqualTo(new SecretPost(new ClientId("a"), new ClientSecret("s")));
    }

    @Test
    void aPublicClientNamesItselfOnly() {
        assertThat(from(Optional.empty(), Map.of("client_id", "a")))
                .isEqualTo(new None(new ClientId("a")));
    }

    @Test
    void nobodyIsRefused() {
        assertRefused(() -> from(Optional.empty(), Map.of()), Refusal.PARAMETER_MISSING);
    }

    /** RFC 6749 §2.3. */
    @Test
    void twoMethodsInOneRequestAreRefused() {
        assertRefused(
                () -> from(basic("a:b"), Map.of("client_secret", "b")),
                Refusal.CLIENT_AUTHENTICATED_TWICE);
        assertRefused(
                () -> from(basic("a:b"), Map.of("client_id", "another")),
                Refusal.CLIENT_AUTHENTICATED_TWICE);
        assertThat(from(basic("a:b"), Map.of("client_id", "a"))).isInstanceOf(SecretBasic.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Basic",
                "Basic ",
                "Basic !!!",
                "Basic YQ==",
                "Basic YTo=",
                "Basic OmI=",
                "Basic JSU6Yg==",
                "Bearer abc",
                "Digest username=x"
            })
    void whatCannotBeReadIsInvalidClient(String header) {
        assertRefused(() -> from(header, Map.of()), Refusal.CLIENT_CREDENTIALS_MALFORMED);
    }

    @Test
    void aSecretIsNeverShown() {
        assertThat(from(basic("a:secret"), Map.of()).toString()).doesNotContain("secret]");
        assertThat(new ClientSecret("hush").toString()).isEqualTo("[redacted]");
    }
}
