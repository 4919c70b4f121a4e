package dev.countersign.auth.login;

import dev.countersign.auth.browser.Browser;
import dev.countersign.auth.login.Brake.Pressure;
import dev.countersign.auth.login.PasswordCheck.Verdict;
import dev.countersign.auth.login.PasswordCheck.Verdict.Right;
import dev.countersign.auth.login.PasswordCheck.Verdict.Wrong;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.store.person.People;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/**
 * Attempts at a password, under the one brake: whoever guesses at the page and at the dialect's
 * login is counted once.
 */
@Singleton
public final class PasswordAttempts {

    private final People people;
    private final PasswordCheck passwords;
    private final Brake brake;
    private final SlowLane slowLane;

    PasswordAttempts(People people, PasswordCheck passwords, Brake brake, SlowLane slowLane) {
        this.people = people;
        this.passwords = passwords;
        this.brake = brake;
        this.slowLane = slowLane;
    }

    /**
     * A failed {@code Uni} carries {@link Refusal#TOO_MANY_FAILURES} where no attempt is allowed.
     */
    public Uni<Verdict> make(Credentials credentials, Browser browser) {
        return brake.check(credentials, browser)
                .flatMap(
                        pressure ->
                                switch (pressure) {
                                    case FREE -> attempt(credentials, browser);
                                    case SLOW ->
                                            slowLane.enter(
                                                    browser.address(),
                                                    () -> attempt(credentials, browser));
                                    case STOPPED ->
                                            Uni.createFrom()
                                                    .failure(
                                                            new OAuthException(
                                                                    Refusal.TOO_MANY_FAILURES));
                                });
    }

    private Uni<Verdict> attempt(Credentials credentials, Browser browser) {
        return people.findByEmail(credentials.account())
                .flatMap(account -> passwords.check(account, credentials.password()))
                .call(verdict -> counted(verdict, credentials, browser));
    }

    /**
     * The brake is asked again: of guesses that began side by side, no more than of guesses one
     * after the other are told whether they were right.
     */
    private Uni<Void> counted(Verdict verdict, Credentials credentials, Browser browser) {
        return switch (verdict) {
            case Right ignored ->
                    brake.check(credentials, browser)
                            .invoke(PasswordAttempts::refuseIfStopped)
                            .chain(() -> brake.succeeded(credentials, browser));
            case Wrong ignored ->
                    brake.failed(credentials, browser)
                            .invoke(PasswordAttempts::refuseIfStopped)
                            .replaceWithVoid();
        };
    }

    private static void refuseIfStopped(Pressure pressure) {
        if (pressure == Pressure.STOPPED) {
            throw new OAuthException(Refusal.TOO_MANY_FAILURES);
        }
    }
}
