package dev.countersign.benchmarks.inventory;

import dev.countersign.benchmarks.inventory.Population.App;
import dev.countersign.benchmarks.inventory.Population.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Grants in the order in which they were issued, over a year and a month: those that a server which
 * issues evenly would still hold now. 3 % are revoked; a third were used once, a third until
 * lately.
 */
final class GrantRows {

    static final Duration HISTORY = Duration.ofDays(30);

    static final String COLUMNS =
            "id, user_id, client_id, sid, scopes, audiences, authorized_at, auth_time, acr, amr,"
                    + " issued_at, address, user_agent, refresh_hash, previous_hash, generation,"
                    + " spent_at, last_used_at, last_used_on, ended_at, end_reason, ended_by";

    private static final long SECOND = 1_000_000;
    private static final long DAY = 86_400 * SECOND;
    private static final byte[] ACR = ascii("1");
    private static final byte[] AMR = CopyRows.texts("pwd");
    private static final String[] REASONS = {
        "client", "signed out", "password changed", "lost device"
    };
    private static final String[] AGENTS = {
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0"
                + " Safari/537.36",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
                + " Version/19.0 Safari/605.1.15"
    };

    private final Population population;
    private final long now;
    private final SplittableRandom random;

    GrantRows(Population population, Instant now, long seed) {
        this.population = population;
        this.now = now.toEpochMilli() * 1_000;
        this.random = new SplittableRandom(seed);
    }

    /** When each grant was issued, in seconds since 1970, and by which application; sorted. */
    static long[] issues(Population population, int count, Instant now) {
        SplittableRandom random = new SplittableRandom(2);
        long[] issues = new long[count];
        for (int i = 0; i < count; i++) {
            int app = population.anApp(random);
            long span = population.app(app).lifetime().plus(HISTORY).toSeconds();
            long issued = now.getEpochSecond() - 1 - random.nextLong(span);
            issues[i] = issued << 16 | app;
        }
        Arrays.sort(issues);
        return issues;
    }

    void write(CopyRows rows, long issue) throws IOException {
        App app = population.app((int) (issue & 0xffff));
        Shape shape = app.shape(random);
        int person = population.aPerson(random);
        long issued = (issue >> 16) * SECOND + random.nextInt(1_000_000);
        long end = issued + app.lifetime().toMillis() * 1_000;
        long used = lastUse(issued, Math.min(end, now), shape);
        boolean revoked = random.nextInt(100) < 3;
        rows.row(22);
        rows.uuid(grantId(end));
        rows.uuid(Population.personId(person));
        rows.text(app.id());
        rows.text(shape.isOffline() ? null : session(person, issued));
        rows.bytes(shape.scopeArray());
        rows.bytes(shape.apiArray());
        rows.instant(issued);
        rows.instant(issued);
        rows.bytes(ACR);
        rows.bytes(AMR);
        rows.instant(issued);
        rows.text("10." + person % 200 + "." + random.nextInt(256) + "." + random.nextInt(256));
        rows.text(AGENTS[person % AGENTS.length]);
        rows.bytes(hash());
        boolean refreshed = used > issued;
        rows.bytes(refreshed ? hash() : null);
        rows.number(refreshed ? 1 + (int) ((used - issued) / DAY) : 0);
        rows.spent(refreshed ? used : 0);
        rows.instant(used);
        rows.date(Math.floorDiv(used, DAY));
        if (revoked) {
            rows.instant(used + random.nextLong(Math.max(1, Math.min(end, now) - used)));
            rows.text(REASONS[random.nextInt(REASONS.length)]);
            rows.text(random.nextBoolean() ? app.id() : Population.personId(person).toString());
        } else {
            rows.nothing();
            rows.nothing();
            rows.nothing();
        }
    }

    private long lastUse(long issued, long last, Shape shape) {
        long span = Math.max(1, last - issued);
        return switch (shape.isOffline() ? random.nextInt(6) : random.nextInt(3)) {
            case 0 -> issued;
            case 1 -> issued + random.nextLong(span);
            default -> Math.max(issued, last - random.nextLong(Math.min(span, 3 * DAY)));
        };
    }

    private UUID grantId(long end) {
        long high = ((end / 1_000) << 16) | 0x8000L | (random.nextLong() & 0x0fff);
        return new UUID(
                high, (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L);
    }

    /** A person's applications of one day share a sign-in. */
    static String session(int person, long issuedMicros) {
        SplittableRandom seeded = new SplittableRandom(person * 100_003L + issuedMicros / DAY);
        ByteBuffer bytes = ByteBuffer.allocate(16).putLong(seeded.nextLong());
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(bytes.putLong(seeded.nextLong()).array());
    }

    private byte[] hash() {
        return ByteBuffer.allocate(32)
                .putLong(random.nextLong())
                .putLong(random.nextLong())
                .putLong(random.nextLong())
                .putLong(random.nextLong())
                .array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
