package dev.countersign.resourceserver.jaxrs;

import dev.countersign.resourceserver.refusal.ErrorId;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** A name that tells this process from its siblings on the same and on other machines. */
final class InstanceName {

    private InstanceName() {}

    static String random() {
        return host() + "-" + ErrorId.random().value().substring(0, 8);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "api";
        }
    }
}
