package dev.countersign.store.revocation;

import dev.countersign.store.outbox.Outbox;
import dev.countersign.store.postgres.Postgres;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/** The rules that wait to be published. Order is not promised, for rules are only ever added. */
@Singleton
public final class RuleOutbox extends Outbox<StampedRule> {

    private static final Logger LOG = Logger.getLogger(RuleOutbox.class);

    /**
     * How old an unstamped rule is left to its own request. Long for a round trip, so that request
     * and relay do not meet on the row; short against the second that an API may be behind.
     */
    private static final Duration STAMPED_BY_ITS_REQUEST = Duration.ofMillis(250);

    private static final String CLAIM =
            "select "
                    + RuleRows.PUBLISHED_COLUMNS
                    + """
                     from revocation_rules
                    where published_at is null and before is not null
                    order by created_at limit %d for update skip locked
                    """;

    private static final String MARK =
            """
            update revocation_rules set published_at = clock_timestamp(),
              stamped_at = coalesce(stamped_at, date_trunc('milliseconds', clock_timestamp()))
            where id = any($1)
            """;

    // A clock older than the newest time known here went back: it is believed again a second later.
    private static final String TICK =
            """
            update revocation_clock set
              newest = greatest(newest, clock_timestamp()),
              not_before = case when clock_timestamp() < newest
                then greatest(not_before, newest + interval '1 second') else not_before end
            returning clock_timestamp() >= not_before as stands
            """;

    private static final String OTHER_TOPIC =
            "update revocation_clock set topic_id = $1 where topic_id is distinct from $1";

    // Also rows that are not marked yet: another relay may be about to mark them for the old topic.
    private static final String PUBLISH_AGAIN =
            """
            update revocation_rules set published_at = null
            where until is null or until > clock_timestamp()
            """;

    private final Postgres postgres;

    public RuleOutbox(Postgres postgres) {
        super(postgres, new Statements("revocation_rules", "created_at", CLAIM, MARK));
        this.postgres = postgres;
    }

    @Override
    protected StampedRule read(Row row) {
        return RuleRows.stamped(row);
    }

    @Override
    public Uni<Boolean> prepareHeartbeat() {
        return tick().invoke(RuleOutbox::alarmUnlessItStands)
                .chain(() -> stampLeftBehind(STAMPED_BY_ITS_REQUEST))
                .map(stamped -> stamped > 0);
    }

    private static void alarmUnlessItStands(boolean stands) {
        if (!stands) {
            LOG.error("PostgreSQL's clock went back: nothing is authorized until it has caught up");
        }
    }

    /** Stamps the rules older than {@code age} whose request did not live to stamp them. */
    public Uni<Long> stampLeftBehind(Duration age) {
        return postgres.row(
                        "select stamp_rules_left_behind($1 * interval '1 ms')",
                        (double) age.toMillis())
                .map(row -> row.orElseThrow().getLong(0));
    }

    /**
     * Remembers PostgreSQL's clock, to be called once a second, and notices when it went back.
     * False while it is not believed: nothing is authorized or stamped until then.
     */
    public Uni<Boolean> tick() {
        return postgres.row(TICK).map(row -> row.orElseThrow().getBoolean("stands"));
    }

    /** Under another topic's id every live rule waits to be published again. */
    @Override
    public Uni<Boolean> writesTo(String topicId) {
        return postgres.transaction(
                connection ->
                        Postgres.execute(connection, OTHER_TOPIC, topicId)
                                .flatMap(
                                        changed ->
                                                changed.rowCount() == 0
                                                        ? Uni.createFrom().item(false)
                                                        : Postgres.execute(
                                                                        connection, PUBLISH_AGAIN)
                                                                .replaceWith(true)));
    }
}
