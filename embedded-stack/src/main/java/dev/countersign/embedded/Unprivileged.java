package dev.countersign.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL refuses to run as root. Root therefore runs it in a user namespace without privileges
 * or, where those are forbidden (as in many containers), as the user nobody.
 */
record Unprivileged(List<String> prefix) {

    /** We are not root: nothing to do. */
    private static final Unprivileged AS_WE_ARE = new Unprivileged(List.of());

    private static final Unprivileged USER_NAMESPACE = new Unprivileged(List.of("unshare", "-U"));
    private static final Unprivileged NOBODY =
            new Unprivileged(
                    List.of(
                            "setpriv",
                            "--reuid=65534",
                            "--regid=65534",
                            "--clear-groups",
                            "--inh-caps=-all"));

    static Unprivileged detect() {
        if (!System.getProperty("user.name").equals("root")) {
            return AS_WE_ARE;
        }
        for (Unprivileged way : List.of(USER_NAMESPACE, NOBODY)) {
            if (succeeds(way.command(List.of("true")))) {
                return way;
            }
        }
        throw new ServerFailure(
                "PostgreSQL does not run as root, and neither unshare nor setpriv works here:"
                        + " run this as an ordinary user");
    }

    List<String> command(List<String> program) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(program);
        return command;
    }

    /** Gives a folder and all in it to the user that the server will run as. */
    void handOver(Path folder) {
        if (equals(NOBODY) && !succeeds(List.of("chown", "-R", "65534:65534", folder.toString()))) {
            throw new ServerFailure("cannot give " + folder + " to the user nobody");
        }
    }

    private static boolean succeeds(List<String> command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
