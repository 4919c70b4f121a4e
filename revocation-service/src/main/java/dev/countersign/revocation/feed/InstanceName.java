package dev.countersign.revocation.feed;

import dev.countersign.protocol.ClientId;
import java.util.regex.Pattern;

/**
 * How a process names itself among those of its API: 1 to 128 letters, digits and {@code . _ : -}.
 */
record InstanceName(String value) {

    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
    private static final Pattern ESCAPED = Pattern.compile("[^A-Za-z0-9.-]");

    InstanceName {
        if (!GRAMMAR.matcher(value).matches()) {
            throw new IllegalArgumentException("not the name of an instance");
        }
    }

    /**
     * Its name among those of all APIs ({@code docs/schemas/applied.schema.json}): what stands
     * before the first colon tells the API, so that none can speak for another's instance.
     */
    String of(ClientId api) {
        String unambiguous =
                ESCAPED.matcher(api.value())
                        .replaceAll(it -> "_%02x".formatted((int) it.group().charAt(0)));
        return unambiguous + ":" + value;
    }
}
