package dev.countersign.deploy.manifests;

import java.nio.file.Path;

/** The folder {@code deploy}, in which the tests run. */
final class Deploy {

    private Deploy() {}

    static Path folder(String path) {
        return Path.of(path).toAbsolutePath();
    }

    static Path project() {
        return folder("..").normalize();
    }
}
