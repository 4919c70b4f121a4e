package dev.countersign.auth.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.clients.Lifetimes;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Family;
import dev.countersign.protocol.ResponseMode;
import dev.countersign.protocol.ResponseType;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.claim.ClaimsRequest;
import dev.countersign.store.request.PendingRequest;
import dev.countersign.store.session.SsoSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SignInNeededTest {

    private static final UserId PERSON = new UserId(UUID.randomUUID());
    private static final Instant SIGNED_IN = Instant.parse("2026-01-01T10:00:00Z");

    @Test
    void aSessionIsGoodEnoughAsARule() {
        assertThat(needed(request(Set.of(), Optional.empty()), Duration.ofHours(7))).isFalse();
    }

    /** OpenID Connect Core 1.0 §3.1.2.1. */
    @Test
    void promptLoginAlwaysAsks() {
        assertThat(needed(request(Set.of("login"), Optional.empty()), Duration.ZERO)).isTrue();
    }

    /** OpenID Connect Core 1.0 §3.1.2.1. */
    @Test
    void anOlderSignInThanMaxAgeAsks() {
        PendingRequest request = request(Set.of(), Optional.of(Duration.ofMinutes(5)));

        assertThat(needed(request, Duration.ofMinutes(5))).isFalse();
        assertThat(needed(request, Duration.ofMinutes(5).plusMillis(1))).isTrue();
    }

    @Test
    void aSignInWhoseGrantWouldBeOverAsks() {
        PendingRequest request = request(Set.of(), Optional.empty());

        assertThat(needed(request, Duration.ofHours(12).minusMinutes(1))).isFalse();
        assertThat(needed(request, Duration.ofHours(12))).isTrue();
    }

    /** OpenID Connect Core 1.0 §5.5.1. */
    @Test
    void whoeverTheClaimsDoNotAskForMustGiveWayToThePersonWhoIsMeant() {
        ClaimsRequest another = subject(UUID.randomUUID().toString());
        ClaimsRequest theSame = subject(PERSON.toString());

        assertThat(needed(request(Set.of(), Optional.empty(), another), Duration.ZERO)).isTrue();
        assertThat(needed(request(Set.of(), Optional.empty(), theSame), Duration.ZERO)).isFalse();
        assertThat(
                        needed(
                                request(Set.of(), Optional.empty(), theSame)
                                        .of(new UserId(UUID.randomUUID())),
                                Duration.ZERO))
                .isTrue();
    }

    private static ClaimsRequest subject(String value) {
        return ClaimsRequest.of(Map.of("id_token", Map.of("sub", Map.of("value", value))));
    }

    private static boolean needed(PendingRequest request, Duration later) {
        SsoSession session =
                new SsoSession(SessionId.random(), PERSON, SIGNED_IN, SIGNED_IN, List.of("pwd"), 1);
        return SignInNeeded.decide(request, Lifetimes.DEFAULT, session, SIGNED_IN.plus(later));
    }

    private static PendingRequest request(Set<String> prompt, Optional<Duration> maxAge) {
        return request(prompt, maxAge, ClaimsRequest.NONE);
    }

    private static PendingRequest request(
            Set<String> prompt, Optional<Duration> maxAge, ClaimsRequest claims) {
        return new PendingRequest(
                Family.OAUTH,
                new ClientId("a"),
                "https://a.example/",
                true,
                ResponseType.CODE,
                ResponseMode.QUERY,
                Scopes.parse("openid"),
                claims,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                prompt,
                maxAge,
                Optional.empty(),
                Optional.empty(),
                "browser",
                SIGNED_IN);
    }
}
