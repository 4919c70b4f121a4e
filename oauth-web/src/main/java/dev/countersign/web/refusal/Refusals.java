package dev.countersign.web.refusal;

import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import jakarta.ws.rs.WebApplicationException;
import java.net.URLDecoder;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the constant of the closed list for whatever was thrown. */
final class Refusals {

    private Refusals() {}

    /** The refusal in the chain of causes; what is none is a bug and keeps its stack trace. */
    static OAuthException of(Throwable thrown) {
        Set<Throwable> seen = new HashSet<>();
        for (Throwable it = thrown; it != null && seen.add(it); it = it.getCause()) {
            if (it instanceof OAuthException refused) {
                return refused;
            }
            if (it instanceof WebApplicationException web) {
                return of(web.getResponse().getStatus(), thrown);
            }
        }
        return isBadEscape(thrown)
                ? new OAuthException(Refusal.BODY_MALFORMED)
                : new OAuthException(Refusal.BUG, thrown);
    }

    /**
     * The framework decodes percent-escapes before any endpoint runs, and lets this one through.
     */
    private static boolean isBadEscape(Throwable thrown) {
        StackTraceElement[] trace = thrown.getStackTrace();
        return thrown instanceof IllegalArgumentException
                && trace.length > 0
                && trace[0].getClassName().equals(URLDecoder.class.getName());
    }

    /** What the framework refuses by itself, by its HTTP status. */
    static OAuthException of(int status, @Nullable Throwable cause) {
        return switch (status) {
            case 400 -> new OAuthException(Refusal.BODY_MALFORMED);
            case 404 -> new OAuthException(Refusal.PATH);
            case 405 -> new OAuthException(Refusal.METHOD);
            case 406 -> new OAuthException(Refusal.RESPONSE_FORMAT);
            case 413 -> new OAuthException(Refusal.BODY_TOO_LARGE);
            case 415 -> new OAuthException(Refusal.MEDIA_TYPE);
            default ->
                    cause == null
                            ? new OAuthException(Refusal.BUG, "HTTP status " + status)
                            : new OAuthException(Refusal.BUG, cause);
        };
    }
}
