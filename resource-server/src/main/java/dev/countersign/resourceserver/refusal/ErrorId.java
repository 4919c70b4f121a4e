package dev.countersign.resourceserver.refusal;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Names one refusal in the answer and in the log: how an operator finds what a client saw. */
public record ErrorId(String value) {

    private static final SecureRandom RANDOM = new SecureRandom();

    public static ErrorId random() {
        byte[] bytes = new byte[10];
        RANDOM.nextBytes(bytes);
        return new ErrorId(HexFormat.of().formatHex(bytes));
    }

    @Override
    public String toString() {
        return value;
    }
}
