package dev.countersign.auth.browser;

import dev.countersign.web.browser.Seals;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which accounts have signed in from a browser before, as seals in a cookie that names none of
 * them. Such a browser has failures of its own counted: what strangers do to an account does not
 * stop the person whose account it is.
 */
@Singleton
public final class KnownDevices {

    private static final int MOST_ACCOUNTS = 8;

    private final Seals seals;

    KnownDevices(Seals seals) {
        this.seals = seals;
    }

    public boolean knows(Browser browser, String account) {
        return sealed(browser).stream().anyMatch(seal -> isOf(seal, browser, account));
    }

    /** The cookie's value after the account has signed in here, the newest first. */
    public String remember(Browser browser, String account) {
        List<String> seals = new ArrayList<>();
        seals.add(this.seals.seal("device", device(browser), account));
        sealed(browser).stream().filter(it -> !isOf(it, browser, account)).forEach(seals::add);
        return device(browser)
                + "."
                + String.join(".", seals.subList(0, Math.min(seals.size(), MOST_ACCOUNTS)));
    }

    /** The device's own name; it outlives the browser's id, which ends with the browser. */
    public String device(Browser browser) {
        return browser.devices().map(it -> it.split("\\.", 2)[0]).orElseGet(browser::hash);
    }

    private boolean isOf(String seal, Browser browser, String account) {
        return seals.holds(seal, "device", device(browser), account);
    }

    private static List<String> sealed(Browser browser) {
        return browser.devices().map(it -> Arrays.asList(it.split("\\."))).stream()
                .flatMap(it -> it.stream().skip(1))
                .limit(MOST_ACCOUNTS)
                .toList();
    }
}
