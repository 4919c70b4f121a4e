package dev.countersign.web.refusal;

import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * The one place where a refusal is logged. The line never holds a body, a query or a header: only
 * constants, the id, and the detail that the client reads too.
 */
public final class RefusalLog {

    private static final Logger LOG = Logger.getLogger("dev.countersign.refusal");

    private static final Pattern LONG_PART = Pattern.compile("[^/ ]{45,}");

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
                                ErrorText.clean(withoutLongParts(where)),
                                refusal.log(),
                                detail(refused));
        switch (refusal.code()) {
            case SERVER_ERROR -> LOG.error(line, refused.getCause());
            case TEMPORARILY_UNAVAILABLE -> LOG.warn(line);
            default -> LOG.info(line);
        }
    }

    /** Part by part: what is longer than an id may be a token that was pasted into the address. */
    private static String withoutLongParts(String where) {
        return LONG_PART.matcher(where).replaceAll("…");
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
