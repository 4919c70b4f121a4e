package dev.countersign.auth.admin.applications;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.auth.admin.ApiEntity;
import dev.countersign.auth.admin.ApplicationEntity;
import dev.countersign.auth.admin.Changes;
import dev.countersign.auth.admin.Difference;
import dev.countersign.clients.AdminPages;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.request.ClientSecret;
import dev.countersign.web.administration.AdministrationJson;
import dev.countersign.web.administration.WrongFields;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes an application be what a declaration says, by the rules of a registration. */
@Singleton
public final class ApplicationImport {

    private final Secrets secrets;
    private final Issuer issuer;
    private final ObjectMapper json;

    ApplicationImport(Secrets secrets, Issuer issuer, ObjectMapper json) {
        this.secrets = secrets;
        this.issuer = issuer;
        this.json = AdministrationJson.of(json);
    }

    /**
     * Within a transaction; empty if nothing changes, or if anything is wrong, which is said in the
     * fields.
     */
    public Uni<Optional<Difference>> write(ImportedApplication declared, WrongFields wrong) {
        if (declared.clientId() == null) {
            wrong.add("clientId", "is missing");
        }
        if (AdminPages.CLIENT.value().equals(declared.clientId())) {
            wrong.add("clientId", "is the server's own");
            return Uni.createFrom().item(Optional.empty());
        }
        return wrong.read("clientId", declared.clientId(), ClientId::new, "is no client id")
                .map(
                        id ->
                                ApplicationEntity.<ApplicationEntity>findById(id.value())
                                        .flatMap(found -> write(id, declared, found, wrong)))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private Uni<Optional<Difference>> write(
            ClientId id,
            ImportedApplication declared,
            @Nullable ApplicationEntity found,
            WrongFields wrong) {
        int before = wrong.count();
        Optional<Registration> registration =
                new RegistrationReader(declared.document(found), wrong, issuer).read();
        Optional<ClientSecret> secret =
                wrong.read("clientSecret", declared.clientSecret(), ClientSecret::new, "is none");
        registration.ifPresent(it -> check(it, found, secret, wrong));
        return registration.isEmpty()
                ? Uni.createFrom().item(Optional.empty())
                : isAnApis(id)
                        .invoke(
                                is -> {
                                    if (is) {
                                        wrong.add("clientId", "is an API's");
                                    }
                                })
                        .chain(() -> Names.check(registration.get(), wrong))
                        .chain(
                                () ->
                                        wrong.count() > before
                                                ? Uni.createFrom()
                                                        .item(Optional.<Difference>empty())
                                                : written(id, registration.get(), found, secret));
    }

    private static void check(
            Registration it,
            @Nullable ApplicationEntity found,
            Optional<ClientSecret> secret,
            WrongFields wrong) {
        if (found != null && Authenticator.of(found) != it.authenticator()) {
            wrong.add("authenticator", "is fixed: register another application");
        }
        if (found != null && found.enabled && !it.enabled()) {
            wrong.add("enabled", "is set to false by itself: it takes access back");
        }
        if (found == null && !it.authenticator().isPublic() && it.hasSecret() && secret.isEmpty()) {
            wrong.add("clientSecret", "is missing: there is no application that has one");
        }
        if (found != null && secret.isEmpty()) {
            it.missingSecret(found.secret)
                    .ifPresent(detail -> wrong.add("security.token_endpoint_auth_method", detail));
        }
        if (it.authenticator().isPublic() && secret.isPresent() && !it.dialect()) {
            wrong.add("clientSecret", "is none of a public application without the dialect");
        }
    }

    /** Contract section 3: no client id equals an API's identifier; nor its credential. */
    private static Uni<Boolean> isAnApis(ClientId id) {
        return ApiEntity.count("identifier = ?1 or introspectionClientId = ?1", id.value())
                .map(count -> count > 0);
    }

    private Uni<Optional<Difference>> written(
            ClientId id,
            Registration registration,
            @Nullable ApplicationEntity found,
            Optional<ClientSecret> secret) {
        ApplicationEntity it = found == null ? new ApplicationEntity() : found;
        Object before = found == null ? Map.of() : ApplicationDocument.of(found);
        it.clientId = id.value();
        registration.writeTo(it);
        Changes changes = Changes.between(before, ApplicationDocument.of(it), json);
        if (secret.filter(text -> !secrets.isKept(text, it.secret)).isPresent()) {
            it.secret = secrets.stored(secret.get(), id, registration.security()).bytes();
            it.secretIsOptional = registration.authenticator().isPublic();
            it.previousSecret = null;
            it.previousSecretUntil = null;
            changes = changes.and("client_secret", "[another]");
        }
        if (found != null && changes.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        Difference difference =
                found == null
                        ? Difference.created("application", id.value(), changes)
                        : Difference.changed("application", id.value(), changes);
        return it.<ApplicationEntity>persistAndFlush().replaceWith(Optional.of(difference));
    }
}
