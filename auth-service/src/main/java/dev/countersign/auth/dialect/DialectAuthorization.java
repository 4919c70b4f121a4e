package dev.countersign.auth.dialect;

/** The answer of {@code POST /auth}. */
record DialectAuthorization(String redirectUrl, String code) {

    @Override
    public String toString() {
        return "DialectAuthorization[redacted]";
    }
}
