package dev.countersign.local;

/** What the gateway itself refuses; every other refusal is a service's. */
enum GatewayRefusal {
    NOT_FOUND(404, "not_found", "There is nothing at this address."),
    METHOD_NOT_ALLOWED(405, "method_not_allowed", "This address does not answer that method."),
    BODY_TOO_LARGE(413, "request_too_large", "The body of a request is at most 1 MiB."),
    FOREIGN_HOST(421, "misdirected_request", "This server does not answer for that host."),
    MALFORMED(400, "invalid_request", "That is not an HTTP request this server understands."),
    SERVICE_AWAY(503, "temporarily_unavailable", "The service is away; try again in a second."),
    SERVICE_SLOW(504, "temporarily_unavailable", "The service did not answer in time.");

    private final int status;
    private final String error;
    private final String description;

    GatewayRefusal(int status, String error, String description) {
        this.status = status;
        this.error = error;
        this.description = description;
    }

    int status() {
        return status;
    }

    String json(String errorId) {
        return """
        {"error":"%s","error_description":"%s","error_id":"%s"}
        """
                .formatted(error, description, errorId)
                .strip();
    }
}
