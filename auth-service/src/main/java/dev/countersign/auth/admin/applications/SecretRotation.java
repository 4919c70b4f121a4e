package dev.countersign.auth.admin.applications;

import dev.countersign.auth.admin.ApplicationEntity;
import dev.countersign.auth.admin.Transaction;
import dev.countersign.clients.AdminApi;
import dev.countersign.clients.StoredSecret;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.ClientSecret;
import dev.countersign.web.administration.Administrator;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Replaces the secret of an application. A planned rotation revokes nothing. */
@Singleton
final class SecretRotation {

    private final EndedAccess endedAccess;
    private final Secrets secrets;
    private final InstantSource clock;

    SecretRotation(EndedAccess endedAccess, Secrets secrets, InstantSource clock) {
        this.endedAccess = endedAccess;
        this.secrets = secrets;
        this.clock = clock;
    }

    Uni<NewSecret> replace(String clientId, SecretOrder order, Administrator by) {
        Duration overlap = order.parseOverlap();
        ClientSecret secret = secrets.secret();
        return order.isLeaked()
                ? Transaction.of(() -> Registrations.find(clientId))
                        .invoke(it -> checkLeaked(it, by))
                        .map(it -> stored(it, secret))
                        .flatMap(stored -> endedAccess.leaked(clientId, stored, by))
                        .map(done -> new NewSecret(clientId, secret.value(), Optional.empty()))
                : Transaction.of(
                        () ->
                                Registrations.find(clientId)
                                        .flatMap(it -> rotated(it, overlap, secret, by)));
    }

    private Uni<NewSecret> rotated(
            ApplicationEntity it, Duration overlap, ClientSecret secret, Administrator by) {
        check(it, by);
        it.previousSecret = overlap.isZero() ? null : it.secret;
        it.previousSecretUntil =
                it.previousSecret == null
                        ? null
                        : clock.instant().plus(overlap).truncatedTo(ChronoUnit.MILLIS);
        it.secretIsOptional = it.isPublic();
        it.secret = stored(it, secret).bytes();
        NewSecret answer =
                new NewSecret(
                        it.clientId, secret.value(), Optional.ofNullable(it.previousSecretUntil));
        Map<String, Object> detail = new LinkedHashMap<>();
        answer.previousSecretUntil()
                .ifPresent(until -> detail.put("previous_secret_until", until.toString()));
        return it.<ApplicationEntity>persistAndFlush()
                .call(
                        () ->
                                Transaction.audit(
                                        by.did(
                                                "application.secret_rotated",
                                                Optional.of(it.clientId),
                                                detail)))
                .replaceWith(answer);
    }

    private StoredSecret stored(ApplicationEntity it, ClientSecret secret) {
        return secrets.stored(secret, new ClientId(it.clientId), it.security());
    }

    private static void check(ApplicationEntity it, Administrator by) {
        ManagerLimits.checkIsOfNoAdministration(
                by, Arrays.stream(it.scopes).anyMatch(AdminApi::has));
        // one that signs may get a secret, to change to a method that needs one
        if (it.secret == null && it.isPublic() && !it.dialect) {
            throw new OAuthException(Refusal.NO_SECRET);
        }
    }

    private static void checkLeaked(ApplicationEntity it, Administrator by) {
        check(it, by);
        if (!by.isAdministrator()) {
            throw new OAuthException(Refusal.ADMINISTRATOR_ONLY, "leaked");
        }
        if (it.secret == null) {
            throw new OAuthException(Refusal.NO_SECRET);
        }
    }
}
