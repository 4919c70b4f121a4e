package dev.countersign.web.refusal;

import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import org.jboss.logging.Logger;

/**
 * The one place where a refusal is logged. The line never holds a body, a query or a header: only
 * constants, the id, and the detail that the client reads too.
 */
public final class RefusalLog {

    private static final Logger LOG = Logger.getLogger("dev.countersign.refusal");

    private RefusalLog() {}

    /** Logs it once; an error only if it is ours. */
    public static void write(OAuthException refused, String where) {
        Refusal refusal = refused.refusal();
        String line =
                "error_id=%s refusal=%s clause=\"%s\" at=\"%s\" log=\"%s\"%s"
                        .formatted(
                                refused.id(),
                                refusal,
                                refusal.clause(),
                                ErrorText.clean(where),
                                refusal.log(),
                                detail(refused));
        switch (refusal.code()) {
            case SERVER_ERROR -> LOG.error(line, refused.getCause());
            case TEMPORARILY_UNAVAILABLE -> LOG.warn(line);
            default -> LOG.info(line);
        }
    }

    private static String detail(OAuthException refused) {
        String detail =
                refused.detail().map(it -> " detail=\"" + ErrorText.clean(it) + "\"").orElse("");
        Throwable cause = refused.getCause();
        return cause == null
                ? detail
                : detail + " cause=\"" + ErrorText.clean(cause.toString()) + "\"";
    }
}
