package dev.countersign.auth.admin.declaration;

import dev.countersign.auth.admin.ApiEntity;
import dev.countersign.auth.admin.ApplicationEntity;
import dev.countersign.auth.admin.Transaction;
import dev.countersign.auth.admin.UserEntity;
import dev.countersign.auth.admin.apis.ImportedApi;
import dev.countersign.auth.admin.applications.ImportedApplication;
import dev.countersign.clients.AdminApi;
import dev.countersign.clients.AdminPages;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.error.FieldError;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.web.administration.Administrator;
import io.quarkus.panache.common.Page;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that is declared or registered, without secrets and passwords. */
@Singleton
final class DeclarationExport {

    /** More is no declaration, but a database. */
    static final int MOST_USERS = 10_000;

    private final Issuer issuer;

    DeclarationExport(Issuer issuer) {
        this.issuer = issuer;
    }

    /**
     * @param withUsers whether people are in it
     */
    Uni<String> write(Administrator by, boolean withUsers) {
        return Transaction.of(
                () ->
                        ApiEntity.<ApiEntity>find(
                                        "identifier <> ?1 order by identifier",
                                        AdminApi.identifier(issuer))
                                .list()
                                .flatMap(
                                        apis ->
                                                ApplicationEntity.<ApplicationEntity>find(
                                                                "clientId <> ?1 order by clientId",
                                                                AdminPages.CLIENT.value())
                                                        .list()
                                                        .flatMap(
                                                                applications ->
                                                                        users(withUsers)
                                                                                .map(
                                                                                        users ->
                                                                                                yaml(
                                                                                                        apis,
                                                                                                        applications,
                                                                                                        users))))
                                .call(
                                        () ->
                                                Transaction.audit(
                                                        by.did(
                                                                "declaration.exported",
                                                                Optional.empty(),
                                                                Map.of("users", withUsers)))));
    }

    private static Uni<List<UserEntity>> users(boolean withUsers) {
        return withUsers
                ? UserEntity.<UserEntity>find("order by email")
                        .page(Page.ofSize(MOST_USERS + 1))
                        .list()
                        .invoke(
                                found -> {
                                    if (found.size() > MOST_USERS) {
                                        throw new OAuthException(
                                                List.of(
                                                        new FieldError(
                                                                "users",
                                                                "are too many: ask without them")));
                                    }
                                })
                : Uni.createFrom().item(List.of());
    }

    private String yaml(
            List<ApiEntity> apis, List<ApplicationEntity> applications, List<UserEntity> users) {
        return new DeclarationDocument(
                        apis.stream().map(ImportedApi::of).toList(),
                        applications.stream().map(ImportedApplication::of).toList(),
                        users.stream().map(ImportedUser::of).toList())
                .write(issuer);
    }
}
