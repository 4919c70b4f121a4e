package dev.countersign.resourceserver.revocation;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * How one process is named among those that apply rules: 1 to 128 letters, digits and {@code . _ :
 * -}, since it is shown to administrators. No two that run at the same time may have the same one.
 */
public record InstanceName(String value) {

    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
    private static final Pattern FOREIGN = Pattern.compile("[^A-Za-z0-9._:-]");
    private static final int LONGEST_HOST = 100;

    public InstanceName {
        if (!GRAMMAR.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "an instance name is 1 to 128 letters, digits and . _ : -");
        }
    }

    /** The host's name and chance: tells this process from its siblings here and elsewhere. */
    public static InstanceName random() {
        return onHost(host());
    }

    static InstanceName onHost(String host) {
        String name = FOREIGN.matcher(host).replaceAll("-");
        String cut = name.substring(0, Math.min(name.length(), LONGEST_HOST));
        return new InstanceName(cut + "-" + UUID.randomUUID().toString().substring(0, 8));
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "api";
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
