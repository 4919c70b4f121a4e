package dev.countersign.auth.logout;

import dev.countersign.jose.AccessTokenClaims;
import dev.countersign.jose.IdTokenClaims;
import dev.countersign.jose.IdTokenHashes;
import dev.countersign.jose.TokenSigner;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.SigningAlgorithm;
import dev.countersign.protocol.SubjectIdentifier;
import dev.countersign.protocol.TokenId;
import dev.countersign.protocol.UserId;
import dev.countersign.store.session.SsoSession;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What an application may send as a hint of a session. */
@Singleton
final class Hints {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String CLIENT = "web-app";

    private final TokenSigner signer;
    private final Issuer issuer;

    Hints(TokenSigner signer, Issuer issuer) {
        this.signer = signer;
        this.issuer = issuer;
    }

    /** What is sent, and what follows from it: OpenID Connect RP-Initiated Logout 1.0 §2. */
    enum Hint {
        OURS(true, true),
        /** Of an hour ago: whether it has expired does not matter. */
        EXPIRED(true, true),
        /** As after a refresh of offline access: its subject is the person who is signed in. */
        WITHOUT_SID(true, true),
        WITH_CLIENT_ID(true, true),
        /** Of the same person's session in another browser, or of one that is over. */
        STALE(false, true),
        OF_SOMEBODY_ELSE(false, true),
        OF_SOMEBODY_ELSE_WITHOUT_SID(false, true),
        /** It was issued to another application than the one that is named. */
        CONTRADICTING_CLIENT_ID(false, false),
        OF_NO_APPLICATION(false, false),
        OF_ANOTHER_ISSUER(false, false),
        /** Genuine, but for the claims. */
        CHANGED(false, false),
        UNSIGNED(false, false),
        GARBAGE(false, false),
        GARBAGE_WITH_CLIENT_ID(false, true),
        /** One of ours, for APIs: no ID token. */
        ACCESS_TOKEN(false, false),
        CLIENT_ID_ALONE(false, true),
        NONE(false, false);

        final boolean actsAtOnce;
        final boolean tellsTheApplication;

        Hint(boolean actsAtOnce, boolean tellsTheApplication) {
            this.actsAtOnce = actsAtOnce;
            this.tellsTheApplication = tellsTheApplication;
        }
    }

    /** The parameters of a request of this kind, of the browser with this session. */
    Map<String, String> parameters(Hint hint, SsoSession session) {
        UserId person = session.user();
        UserId somebody = new UserId(UUID.randomUUID());
        Optional<SessionId> sid = Optional.of(session.sid());
        Optional<SessionId> another = Optional.of(SessionId.random());
        return switch (hint) {
            case OURS -> hint(person, sid);
            case EXPIRED -> hint(idToken(issuer, CLIENT, person, sid, Duration.ofHours(1)));
            case WITHOUT_SID -> hint(person, Optional.empty());
            case WITH_CLIENT_ID -> with(hint(person, sid), CLIENT);
            case STALE -> hint(person, another);
            case OF_SOMEBODY_ELSE -> hint(somebody, another);
            case OF_SOMEBODY_ELSE_WITHOUT_SID -> hint(somebody, Optional.empty());
            case CONTRADICTING_CLIENT_ID -> with(hint(person, sid), "desktop-app");
            case OF_NO_APPLICATION -> hint(idToken(issuer, "gone-app", person, sid, Duration.ZERO));
            case OF_ANOTHER_ISSUER ->
                    hint(
                            idToken(
                                    new Issuer("https://other.example"),
                                    CLIENT,
                                    person,
                                    sid,
                                    Duration.ZERO));
            case CHANGED -> hint(changed(token(somebody, another), token(person, sid)));
            case UNSIGNED -> hint(unsigned(token(person, sid)));
            case GARBAGE -> hint("garbage");
            case GARBAGE_WITH_CLIENT_ID -> with(hint("garbage"), CLIENT);
            case ACCESS_TOKEN -> hint(accessToken(session));
            case CLIENT_ID_ALONE -> with(new HashMap<>(), CLIENT);
            case NONE -> new HashMap<>();
        };
    }

    Map<String, String> ofDesktopApp(SsoSession session) {
        return hint(
                idToken(
                        issuer,
                        "desktop-app",
                        session.user(),
                        Optional.of(session.sid()),
                        Duration.ZERO));
    }

    private Map<String, String> hint(UserId subject, Optional<SessionId> sid) {
        return hint(token(subject, sid));
    }

    private static Map<String, String> hint(String token) {
        return new HashMap<>(Map.of("id_token_hint", token));
    }

    private static Map<String, String> with(Map<String, String> parameters, String client) {
        parameters.put("client_id", client);
        return parameters;
    }

    private String token(UserId subject, Optional<SessionId> sid) {
        return idToken(issuer, CLIENT, subject, sid, Duration.ZERO);
    }

    private String idToken(
            Issuer issuer, String client, UserId subject, Optional<SessionId> sid, Duration ago) {
        Instant issued = Instant.now().minus(ago);
        return signer.sign(
                        new IdTokenClaims(
                                issuer,
                                SubjectIdentifier.of(subject),
                                new ClientId(client),
                                issued,
                                issued.plusSeconds(60),
                                issued,
                                Optional.empty(),
                                "1",
                                List.of("pwd"),
                                IdTokenHashes.NONE,
                                sid,
                                Map.of()),
                        SigningAlgorithm.RS256)
                .await()
                .atMost(SOON);
    }

    private String accessToken(SsoSession session) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return signer.sign(
                        new AccessTokenClaims(
                                issuer.value(),
                                session.user().toString(),
                                List.of(issuer.value()),
                                new ClientId(CLIENT),
                                Scopes.parse("openid"),
                                TokenId.random(),
                                now,
                                now.plusSeconds(60),
                                Optional.of(now),
                                Optional.of("1"),
                                Optional.empty(),
                                now,
                                Optional.of(session.sid())))
                .await()
                .atMost(SOON);
    }

    private static String changed(String genuine, String claims) {
        String[] parts = genuine.split("\\.", -1);
        return parts[0] + "." + claims.split("\\.", -1)[1] + "." + parts[2];
    }

    private static String unsigned(String genuine) {
        String header =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(
                                "{\"alg\":\"none\",\"typ\":\"JWT\"}"
                                        .getBytes(StandardCharsets.UTF_8));
        return header + "." + genuine.split("\\.", -1)[1] + ".";
    }
}
