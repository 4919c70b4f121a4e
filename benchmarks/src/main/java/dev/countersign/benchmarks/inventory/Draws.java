package dev.countersign.benchmarks.inventory;

import dev.countersign.benchmarks.inventory.Population.App;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * What is looked for: now what many have, now what few have, now what nobody has. An application
 * and a scope that are drawn side by side have often never met.
 */
final class Draws {

    private static final List<String> COMMON =
            List.of("openid", "profile", "email", "offline_access");
    private static final List<Duration> SPANS =
            List.of(Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(30));

    private final Population population;
    private final List<String> sessions;
    private final Instant now;
    private final SplittableRandom random;

    Draws(Population population, List<String> sessions, Instant now, long seed) {
        this.population = population;
        this.sessions = sessions;
        this.now = now;
        this.random = new SplittableRandom(seed);
    }

    /** By id, by address or by full name; people with thousands of grants, with few, with none. */
    String user() {
        int person =
                random.nextBoolean()
                        ? population.aPerson(random)
                        : random.nextInt(population.people());
        return switch (random.nextInt(5)) {
            case 0 -> new UUID(random.nextLong(), random.nextLong()).toString();
            case 1 -> Population.email(person);
            case 2 -> Population.givenName(person) + " " + Population.familyName(person);
            default -> Population.personId(person).toString();
        };
    }

    String application() {
        return switch (random.nextInt(5)) {
            case 0 -> "nobody";
            case 1, 2 -> app(random.nextInt(Population.APPLICATIONS)).id();
            default -> app(population.anApp(random)).id();
        };
    }

    private App app(int rank) {
        return population.app(rank);
    }

    String scope() {
        if (random.nextInt(4) == 0) {
            return COMMON.get(random.nextInt(COMMON.size()));
        }
        List<String> scopes = Population.scopes(random.nextInt(Population.APIS));
        return scopes.get(random.nextInt(scopes.size()));
    }

    String api() {
        return Population.api(random.nextInt(Population.APIS + 2));
    }

    String session() {
        return random.nextInt(5) == 0 ? "nobody" : sessions.get(random.nextInt(sessions.size()));
    }

    <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** An hour, a day or a month that begins at any time of the year past, or lately. */
    Instant issuedFrom() {
        Duration past = random.nextBoolean() ? Duration.ofDays(3) : GrantRows.HISTORY.plusDays(365);
        return now.minusSeconds(random.nextLong(past.toSeconds()));
    }

    Instant after(Instant from) {
        return from.plus(SPANS.get(random.nextInt(SPANS.size())));
    }

    /** A day of the year past, lately, or one that has not come. */
    LocalDate usedFrom() {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return switch (random.nextInt(5)) {
            case 0 -> today.minusDays(random.nextInt(3) - 1L);
            case 1, 2 -> today.minusDays(random.nextInt(31));
            default -> today.minusDays(random.nextInt(395));
        };
    }

    LocalDate after(LocalDate from) {
        return from.plusDays(random.nextBoolean() ? 0 : random.nextInt(30));
    }
}
