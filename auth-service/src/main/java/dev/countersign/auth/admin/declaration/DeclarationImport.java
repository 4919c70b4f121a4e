package dev.countersign.auth.admin.declaration;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.countersign.auth.admin.CallersContext;
import dev.countersign.auth.admin.Difference;
import dev.countersign.auth.admin.Transaction;
import dev.countersign.auth.admin.apis.ApiImport;
import dev.countersign.auth.admin.applications.ApplicationImport;
import dev.countersign.auth.password.PasswordHash;
import dev.countersign.protocol.error.FieldError;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.web.administration.Administrator;
import dev.countersign.web.administration.WrongFields;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Imports a declaration as a whole or not at all; a dry run only says what would change. */
@Singleton
final class DeclarationImport {

    /** Each costs a tenth of a second of a processor. */
    private static final int MOST_PASSWORDS = 100;

    /** In the place of a password in what is rolled back. */
    private static final PasswordHash OF_NOBODY =
            new PasswordHash("$argon2id$v=19$m=19456,t=2,p=1$AAAA$AAAA");

    private final ApiImport apis;
    private final ApplicationImport applications;
    private final UserImport users;

    DeclarationImport(ApiImport apis, ApplicationImport applications, UserImport users) {
        this.apis = apis;
        this.applications = applications;
        this.users = users;
    }

    /**
     * What an import changes.
     *
     * @param unchanged how many things of the document are as it says already
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record Report(boolean dryRun, List<Difference> changes, int unchanged) {}

    Uni<Report> run(DeclarationDocument document, Administrator by) {
        return passwords(document, PasswordHash::of)
                .flatMap(
                        passwords ->
                                Transaction.ofNames(
                                        () ->
                                                differences(document, passwords)
                                                        .call(made -> audit(made, by))))
                .map(changes -> report(document, changes, false));
    }

    Uni<Report> dryRun(DeclarationDocument document, Administrator by) {
        return passwords(document, password -> OF_NOBODY)
                .flatMap(passwords -> Transaction.ofNames(() -> rolledBack(document, passwords)))
                .map(changes -> report(document, changes, true))
                .call(
                        report ->
                                Transaction.of(
                                        () ->
                                                Transaction.audit(
                                                        by.did(
                                                                "declaration.dry_run",
                                                                Optional.empty(),
                                                                Map.of(
                                                                        "changes",
                                                                        report.changes()
                                                                                .size())))));
    }

    private Uni<List<Difference>> rolledBack(
            DeclarationDocument document, Map<ImportedUser, FirstPassword> passwords) {
        return differences(document, passwords)
                .call(() -> Panache.currentTransaction().invoke(it -> it.markForRollback()));
    }

    private static Report report(
            DeclarationDocument document, List<Difference> changes, boolean dryRun) {
        int all = document.apis().size() + document.applications().size() + document.users().size();
        return new Report(dryRun, changes, all - changes.size());
    }

    private Uni<List<Difference>> differences(
            DeclarationDocument document, Map<ImportedUser, FirstPassword> passwords) {
        WrongFields wrong = new WrongFields();
        return Multi.createBy()
                .concatenating()
                .streams(
                        each("apis", document.apis(), wrong, apis::write),
                        // applications name the scopes of APIs
                        each("applications", document.applications(), wrong, applications::write),
                        each(
                                "users",
                                document.users(),
                                wrong,
                                (it, fields) ->
                                        users.write(
                                                it,
                                                Optional.ofNullable(passwords.get(it)),
                                                fields)))
                .collect()
                .asList()
                .invoke(wrong::check);
    }

    private static <T> Multi<Difference> each(
            String part,
            List<T> items,
            WrongFields wrong,
            BiFunction<T, WrongFields, Uni<Optional<Difference>>> write) {
        AtomicInteger place = new AtomicInteger();
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(
                        item ->
                                write.apply(
                                        item,
                                        wrong.within(part + "[" + place.getAndIncrement() + "]")))
                .onItem()
                .transformToMultiAndConcatenate(
                        difference -> Multi.createFrom().items(difference.stream()));
    }

    private static Uni<Void> audit(List<Difference> made, Administrator by) {
        return Multi.createFrom()
                .iterable(made)
                .onItem()
                .transformToUniAndConcatenate(
                        it ->
                                Transaction.audit(
                                        by.did(
                                                it.action(),
                                                Optional.of(it.id()),
                                                Map.of(
                                                        "before",
                                                        it.before(),
                                                        "after",
                                                        it.after(),
                                                        "imported",
                                                        true))))
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** Weighed and hashed on a thread of their own: an event loop is none. */
    private static Uni<Map<ImportedUser, FirstPassword>> passwords(
            DeclarationDocument document, Function<String, PasswordHash> hashing) {
        List<ImportedUser> declared =
                document.users().stream().filter(it -> it.password() != null).toList();
        if (declared.size() > MOST_PASSWORDS) {
            throw new OAuthException(
                    List.of(
                            new FieldError(
                                    "users", "have more than " + MOST_PASSWORDS + " passwords")));
        }
        Executor callersContext = CallersContext.executor();
        return Uni.createFrom()
                .<Map<ImportedUser, FirstPassword>>item(
                        () -> {
                            Map<ImportedUser, FirstPassword> passwords = new LinkedHashMap<>();
                            declared.forEach(
                                    it -> passwords.put(it, FirstPassword.of(it, hashing)));
                            return passwords;
                        })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .emitOn(callersContext);
    }
}
