package dev.countersign.jose;

import org.jose4j.jws.JsonWebSignature;

/** Whether a JWS can be read without an extension that whoever made it insists on. */
final class PlainJws {

    private PlainJws() {}

    /**
     * RFC 7515 §4.1.11: {@code crit} names what must be understood, and none of it is here; nor is
     * the payload of RFC 7797, which {@code b64} announces.
     */
    static boolean is(JsonWebSignature jws) {
        return jws.getObjectHeader("crit") == null && jws.getObjectHeader("b64") == null;
    }
}
