package dev.countersign.auth.admin.applications;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.auth.admin.ApplicationEntity;
import dev.countersign.auth.admin.Changes;
import dev.countersign.auth.admin.IfMatch;
import dev.countersign.auth.admin.Transaction;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.request.ClientSecret;
import dev.countersign.store.idempotency.IdempotencyKey;
import dev.countersign.web.administration.AdministrationJson;
import dev.countersign.web.administration.Administrator;
import dev.countersign.web.administration.MergePatch;
import dev.countersign.web.administration.WrongFields;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/** Registers applications, and changes what is registered of them. */
@Singleton
final class Registrations {

    private final EndedAccess endedAccess;
    private final Secrets secrets;
    private final Sectors sectors;
    private final Issuer issuer;
    private final ObjectMapper json;

    Registrations(
            EndedAccess endedAccess,
            Secrets secrets,
            Sectors sectors,
            Issuer issuer,
            ObjectMapper json) {
        this.endedAccess = endedAccess;
        this.secrets = secrets;
        this.sectors = sectors;
        this.issuer = issuer;
        this.json = AdministrationJson.of(json);
    }

    /** A failed {@code Uni} carries {@code UNKNOWN} where there is no such application. */
    static Uni<ApplicationEntity> find(String clientId) {
        return ApplicationEntity.<ApplicationEntity>findById(clientId)
                .onItem()
                .ifNull()
                .failWith(() -> new OAuthException(Refusal.UNKNOWN));
    }

    /** With its secret, unless it was made under this key before. */
    Uni<RegisteredApplication> create(
            ApplicationDocument document, Optional<IdempotencyKey> key, Administrator by) {
        Registration registration = parse(document);
        String clientId = secrets.clientId();
        return vouchedFor(SectorClaim.of(registration))
                .chain(() -> Transaction.ofNames(() -> madeOnce(registration, clientId, key, by)));
    }

    private Uni<RegisteredApplication> madeOnce(
            Registration registration,
            String clientId,
            Optional<IdempotencyKey> key,
            Administrator by) {
        return Transaction.take(key, clientId)
                .flatMap(
                        before ->
                                before.isPresent()
                                        ? find(before.get()).map(RegisteredApplication::of)
                                        : made(registration, clientId, by));
    }

    private Uni<RegisteredApplication> made(
            Registration registration, String clientId, Administrator by) {
        Optional<ClientSecret> secret =
                registration.hasSecret() ? Optional.of(secrets.secret()) : Optional.empty();
        ApplicationEntity application = new ApplicationEntity();
        application.clientId = clientId;
        registration.writeTo(application);
        application.secret =
                secret.map(
                                it ->
                                        secrets.stored(
                                                        it,
                                                        new ClientId(clientId),
                                                        registration.security())
                                                .bytes())
                        .orElse(null);
        application.secretIsOptional =
                secret.isPresent() && registration.authenticator().isPublic();
        return checked(registration)
                .chain(() -> application.<ApplicationEntity>persistAndFlush())
                .map(it -> RegisteredApplication.of(it, secret))
                .call(
                        () ->
                                Transaction.audit(
                                        by.did(
                                                "application.created",
                                                Optional.of(clientId),
                                                Map.of(
                                                        "after",
                                                        Changes.between(
                                                                        Map.of(),
                                                                        ApplicationDocument.of(
                                                                                application),
                                                                        json)
                                                                .after()))));
    }

    /** What takes access back is done by itself: disabling. */
    Uni<RegisteredApplication> change(
            String clientId, IfMatch version, JsonNode patch, Administrator by) {
        return Transaction.of(
                        () ->
                                find(clientId)
                                        .map(it -> step(it, version, patch, by).newSectorClaim()))
                .call(this::vouchedFor)
                .flatMap(
                        vouched ->
                                Transaction.of(
                                        () -> changed(clientId, version, patch, vouched, by)))
                .flatMap(
                        done ->
                                done.isPresent()
                                        ? Uni.createFrom().item(done.get())
                                        : endedAccess.disable(clientId, version, by));
    }

    /** From what an application is to what it is to be. */
    private record Step(ApplicationDocument document, Registration before, Registration after) {

        /** Empty where the application is in no other sector than before, by its own word. */
        Optional<SectorClaim> newSectorClaim() {
            return SectorClaim.of(after)
                    .filter(it -> !Optional.of(it).equals(SectorClaim.of(before)));
        }
    }

    private Step step(
            ApplicationEntity application, IfMatch version, JsonNode patch, Administrator by) {
        version.check(application.version);
        ApplicationDocument document = ApplicationDocument.of(application);
        Registration before = parse(document);
        Registration after =
                parse(
                        AdministrationJson.read(
                                json,
                                MergePatch.apply(tree(document), patch),
                                ApplicationDocument.class));
        checkChange(application, before, after, by);
        return new Step(document, before, after);
    }

    private Uni<Void> vouchedFor(Optional<SectorClaim> claim) {
        return claim.map(sectors::check).orElseGet(() -> Uni.createFrom().voidItem());
    }

    /** Empty where it is to be disabled. */
    private Uni<Optional<RegisteredApplication>> changed(
            String clientId,
            IfMatch version,
            JsonNode patch,
            Optional<SectorClaim> vouched,
            Administrator by) {
        return find(clientId)
                .flatMap(
                        application -> {
                            Step step = step(application, version, patch, by);
                            if (!step.newSectorClaim().equals(vouched)) {
                                throw new OAuthException(Refusal.VERSION_OLD);
                            }
                            if (application.enabled && !step.after().enabled()) {
                                return Uni.createFrom()
                                        .item(Optional.<RegisteredApplication>empty());
                            }
                            return checked(step.after())
                                    .chain(
                                            () ->
                                                    written(
                                                            application,
                                                            step.document(),
                                                            step.after(),
                                                            by))
                                    .map(Optional::of);
                        });
    }

    private Uni<RegisteredApplication> written(
            ApplicationEntity application,
            ApplicationDocument before,
            Registration after,
            Administrator by) {
        after.writeTo(application);
        Changes changes = Changes.between(before, ApplicationDocument.of(application), json);
        return changes.isEmpty()
                ? Uni.createFrom().item(RegisteredApplication.of(application))
                : application
                        .<ApplicationEntity>persistAndFlush()
                        .map(RegisteredApplication::of)
                        .call(
                                () ->
                                        Transaction.audit(
                                                by.did(
                                                        "application.changed",
                                                        Optional.of(application.clientId),
                                                        changes.detail())));
    }

    private static void checkChange(
            ApplicationEntity application,
            Registration before,
            Registration after,
            Administrator by) {
        ManagerLimits.check(by, before, after);
        WrongFields wrong = new WrongFields();
        if (after.authenticator() != before.authenticator()) {
            wrong.add("authenticator", "is fixed: register another application");
        }
        after.missingSecret(application.secret)
                .ifPresent(detail -> wrong.add("token_endpoint_auth_method", detail));
        if (application.enabled && !after.enabled() && !before.disabled().equals(after)) {
            wrong.add("enabled", "is set to false by itself: send the other members before");
        }
        wrong.check();
    }

    private ObjectNode tree(ApplicationDocument document) {
        return json.valueToTree(document);
    }

    private Registration parse(ApplicationDocument document) {
        WrongFields wrong = new WrongFields();
        Optional<Registration> registration =
                new RegistrationReader(document, wrong, issuer).read();
        wrong.check();
        return registration.orElseThrow();
    }

    private static Uni<Void> checked(Registration registration) {
        WrongFields wrong = new WrongFields();
        return Names.check(registration, wrong).invoke(wrong::check);
    }
}
