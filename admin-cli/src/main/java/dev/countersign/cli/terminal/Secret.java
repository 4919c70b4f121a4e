package dev.countersign.cli.terminal;

/** A password, a token or the secret of an application. */
public record Secret(String value) {

    public Secret {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("an empty secret");
        }
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
