package dev.countersign.auth.login;

import dev.countersign.auth.password.PasswordHash;
import dev.countersign.auth.password.PasswordThreads;
import dev.countersign.protocol.RandomText;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.store.person.Account;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Checks passwords. An unknown person costs what a known one does: a hash that nobody's password
 * has is checked instead.
 */
@Singleton
public final class PasswordCheck {

    private final PasswordHash nobodys = PasswordHash.of(RandomText.ofBits(256));
    private final PasswordThreads threads;

    PasswordCheck(PasswordThreads threads) {
        this.threads = threads;
    }

    /** What came of a check. The three ways to be wrong look the same from outside. */
    public sealed interface Verdict {
        record Right(Account account) implements Verdict {}

        record Wrong(Refusal refusal) implements Verdict {}
    }

    Uni<Verdict> check(Optional<Account> account, String password) {
        return threads.run(() -> verdict(account, password));
    }

    private Verdict verdict(Optional<Account> account, String password) {
        PasswordHash hash =
                account.map(Account::passwordHash).map(PasswordHash::new).orElse(nobodys);
        boolean matches = hash.matches(password);
        if (account.isEmpty()) {
            return new Verdict.Wrong(Refusal.USER_UNKNOWN);
        }
        if (!matches) {
            return new Verdict.Wrong(Refusal.PASSWORD_WRONG);
        }
        return account.get().enabled()
                ? new Verdict.Right(account.get())
                : new Verdict.Wrong(Refusal.USER_DISABLED);
    }
}
