package dev.countersign.token.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.token.fixture.Registered;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientCredentialsScopeTest {

    /** RFC 6749 §3.3: a default, where none was asked for. */
    @Test
    void whoAsksForNothingGetsTheRegisteredScopesOfApis() {
        assertThat(
                        ClientCredentialsScope.of(
                                        Registered.serviceApp(),
                                        Optional.empty(),
                                        Registered.ISSUER)
                                .toString())
                .isEqualTo("accounts:read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openid",
                "offline_access",
                "accounts:read profile",
                "admin",
                "tokens:revoke"
            })
    void thereIsNoPersonAndNothingBeyondTheRegistration(String scope) {
        assertThatThrownBy(
                        () ->
                                ClientCredentialsScope.of(
                                        Registered.serviceApp(),
                                        Optional.of(Scopes.parse(scope)),
                                        Registered.ISSUER))
                .asInstanceOf(type(OAuthException.class))
                .extracting(OAuthException::refusal)
                .isEqualTo(Refusal.SCOPE_UNKNOWN);
    }
}
