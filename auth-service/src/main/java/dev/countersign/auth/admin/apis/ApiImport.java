package dev.countersign.auth.admin.apis;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.auth.admin.ApiEntity;
import dev.countersign.auth.admin.Changes;
import dev.countersign.auth.admin.Difference;
import dev.countersign.auth.admin.applications.Secrets;
import dev.countersign.clients.AdminApi;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.request.ClientSecret;
import dev.countersign.web.administration.AdministrationJson;
import dev.countersign.web.administration.WrongFields;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes an API be what a declaration says, by the rules of a registration. */
@Singleton
public final class ApiImport {

    private final Secrets secrets;
    private final Issuer issuer;
    private final ObjectMapper json;

    ApiImport(Secrets secrets, Issuer issuer, ObjectMapper json) {
        this.secrets = secrets;
        this.issuer = issuer;
        this.json = AdministrationJson.of(json);
    }

    /**
     * Within a transaction; empty if nothing changes, or if anything is wrong, which is said in the
     * fields.
     */
    public Uni<Optional<Difference>> write(ImportedApi declared, WrongFields wrong) {
        String identifier = String.valueOf(declared.identifier());
        if (identifier.equals(AdminApi.identifier(issuer))) {
            wrong.add("identifier", "is the server's own");
            return Uni.createFrom().item(Optional.empty());
        }
        return ApiEntity.<ApiEntity>findById(identifier)
                .flatMap(found -> write(declared, found, wrong));
    }

    private Uni<Optional<Difference>> write(
            ImportedApi declared, @Nullable ApiEntity found, WrongFields wrong) {
        int before = wrong.count();
        ApiRegistration registration =
                new ApiReader(declared.document(found), wrong, issuer).read(secrets::clientId);
        Optional<ClientSecret> secret = secret(declared, registration, found, wrong);
        if (wrong.count() > before) {
            return Uni.createFrom().item(Optional.empty());
        }
        return ApiNames.checkUnused(gone(found, registration), "")
                .chain(() -> ApiNames.check(registration, wrong))
                .chain(
                        () ->
                                wrong.count() > before
                                        ? Uni.createFrom().item(Optional.<Difference>empty())
                                        : written(registration, found, secret));
    }

    private static Optional<ClientSecret> secret(
            ImportedApi declared,
            ApiRegistration registration,
            @Nullable ApiEntity found,
            WrongFields wrong) {
        String text =
                declared.introspection() == null ? null : declared.introspection().clientSecret();
        boolean hasOne = found != null && found.introspectionSecret != null;
        if (text == null && registration.introspection().isPresent() && !hasOne) {
            wrong.add("introspection.clientSecret", "is missing: there is none that could stay");
        }
        return wrong.read("introspection.clientSecret", text, ClientSecret::new, "is none");
    }

    private static List<String> gone(@Nullable ApiEntity found, ApiRegistration registration) {
        List<String> gone = new ArrayList<>();
        if (found != null) {
            found.scopes.forEach(it -> gone.add(it.name()));
        }
        gone.removeAll(registration.scopeNames());
        return gone;
    }

    private Uni<Optional<Difference>> written(
            ApiRegistration registration,
            @Nullable ApiEntity found,
            Optional<ClientSecret> secret) {
        ApiEntity it = found == null ? new ApiEntity() : found;
        Object before = found == null ? Map.of() : ApiDocument.of(found);
        registration.writeTo(it);
        Changes changes = Changes.between(before, ApiDocument.of(it), json);
        if (secret.filter(text -> !secrets.isKept(text, it.introspectionSecret)).isPresent()) {
            it.introspectionSecret = secrets.stored(secret.get()).bytes();
            changes = changes.and("client_secret", "[another]");
        }
        if (found != null && changes.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        Difference difference =
                found == null
                        ? Difference.created("api", it.identifier, changes)
                        : Difference.changed("api", it.identifier, changes);
        return it.<ApiEntity>persistAndFlush().replaceWith(Optional.of(difference));
    }
}
