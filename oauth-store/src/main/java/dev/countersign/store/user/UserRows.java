package dev.countersign.store.user;

import dev.countersign.protocol.error.FieldError;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import io.vertx.pgclient.PgException;
import java.util.List;

/** What reads and writes of accounts have in common. */
final class UserRows {

    static final String BY_ID = "select %s from users u where u.id = $1".formatted(User.COLUMNS);

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String CHECK_VIOLATION = "23514";

    private UserRows() {}

    static OAuthException unknown() {
        return new OAuthException(Refusal.UNKNOWN);
    }

    /** What PostgreSQL refuses about an address, in words of ours. */
    static Throwable explained(Throwable failure) {
        return switch (String.valueOf(((PgException) failure).getSqlState())) {
            case UNIQUE_VIOLATION -> new OAuthException(Refusal.EMAIL_TAKEN);
            // PostgreSQL knows a lower case of it that we do not
            case CHECK_VIOLATION ->
                    new OAuthException(List.of(new FieldError("email", "is no address")));
            default -> failure;
        };
    }
}
