package dev.countersign.deploy.manifests;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version that is built. */
final class Versions {

    private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");

    private Versions() {}

    static String ofTheProject() throws IOException {
        Matcher version = VERSION.matcher(Files.readString(Deploy.project().resolve("pom.xml")));
        if (!version.find()) {
            throw new AssertionError("pom.xml has no version");
        }
        return version.group(1);
    }
}
