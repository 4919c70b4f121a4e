package dev.countersign.auth.login;

import dev.countersign.auth.browser.Browser;
import dev.countersign.auth.browser.KnownDevices;
import dev.countersign.store.counter.FailureCounts;
import dev.countersign.store.counter.Failures;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/**
 * The brake on guessing. Only failures count, for a quarter of an hour. A browser that has signed
 * in to the account before is counted by itself, so no stranger can stop the person; and an address
 * with many failures is slowed, never stopped, so that no busy address is.
 */
@Singleton
final class Brake {

    private final Failures failures;
    private final KnownDevices devices;

    Brake(Failures failures, KnownDevices devices) {
        this.failures = failures;
        this.devices = devices;
    }

    Uni<Pressure> check(Credentials credentials, Browser browser) {
        boolean known = devices.knows(browser, credentials.account());
        return failures.count(account(known, credentials, browser), address(known, browser))
                .map(counts -> Pressure.of(counts, known));
    }

    /** Counts one more; answers how hard the brake was applied by the failures before it. */
    Uni<Pressure> failed(Credentials credentials, Browser browser) {
        boolean known = devices.knows(browser, credentials.account());
        return failures.add(account(known, credentials, browser), address(known, browser))
                .map(counts -> Pressure.of(lessOne(counts), known));
    }

    private static FailureCounts lessOne(FailureCounts counts) {
        return new FailureCounts(
                counts.account() - 1, counts.address() - 1, counts.accountFromAddress() - 1);
    }

    /** Mistyping a few times before the right password leaves nothing behind. */
    Uni<Void> succeeded(Credentials credentials, Browser browser) {
        boolean known = devices.knows(browser, credentials.account());
        return failures.forget(account(known, credentials, browser), address(known, browser));
    }

    private String account(boolean known, Credentials credentials, Browser browser) {
        return known
                ? "device " + devices.device(browser) + " " + credentials.account()
                : credentials.account();
    }

    private String address(boolean known, Browser browser) {
        return known ? "device " + devices.device(browser) : browser.address();
    }

    /** How hard the brake is applied. */
    enum Pressure {
        /** Not at all. */
        FREE,
        /** The attempt waits in the slow lane of its address. */
        SLOW,
        /** No attempt now. */
        STOPPED;

        /** A person mistypes less often. */
        private static final int OF_ACCOUNT_FROM_ADDRESS = 10;

        /** Guesses at one account from many addresses; from here on each address has few. */
        private static final int OF_ACCOUNT = 100;

        private static final int OF_ACCOUNT_FROM_ADDRESS_THEN = 3;

        /** Guesses at many accounts from one address. */
        private static final int OF_ADDRESS = 300;

        private static final int OF_KNOWN_DEVICE = 20;

        /** Pure, for the tests. */
        static Pressure of(FailureCounts counts, boolean knownDevice) {
            if (knownDevice) {
                return counts.accountFromAddress() >= OF_KNOWN_DEVICE ? STOPPED : FREE;
            }
            // failures of others never stop an address: nobody can lock a person out
            boolean attacked = counts.account() >= OF_ACCOUNT;
            int tries = attacked ? OF_ACCOUNT_FROM_ADDRESS_THEN : OF_ACCOUNT_FROM_ADDRESS;
            if (counts.accountFromAddress() >= tries) {
                return STOPPED;
            }
            return attacked || counts.address() >= OF_ADDRESS ? SLOW : FREE;
        }
    }
}
