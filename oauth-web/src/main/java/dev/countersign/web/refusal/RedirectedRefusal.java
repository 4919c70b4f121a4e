package dev.countersign.web.refusal;

import dev.countersign.protocol.error.OAuthException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The rendering of a refusal that is redirected to an application, RFC 6749 §4.1.2.1. */
public final class RedirectedRefusal {

    private RedirectedRefusal() {}

    /** Logs the refusal and gives the parameters that say it to the application. */
    public static Map<String, String> parameters(OAuthException refused, String where) {
        RefusalLog.write(refused, where);
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("error", refused.code().word());
        parameters.put("error_description", ErrorText.of(refused));
        parameters.put("error_id", refused.id().value());
        return parameters;
    }
}
