package dev.countersign.protocol.error;

import dev.countersign.protocol.RandomText;

/** Names one refusal: the person or the app shows it, an operator finds it in the log. */
public record ErrorId(String value) {

    public static ErrorId random() {
        return new ErrorId(RandomText.ofBits(96));
    }

    @Override
    public String toString() {
        return value;
    }
}
