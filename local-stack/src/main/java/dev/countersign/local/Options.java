package dev.countersign.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What {@code countersign up} was asked for.
 *
 * @param project the folder with the packaged modules
 * @param state the folder with data, secrets and logs
 * @param declarations extra files of APIs, applications and users
 */
public record Options(Path project, Path state, Ports ports, List<Path> declarations) {

    static Options parse(List<String> arguments) {
        Path project = Path.of("").toAbsolutePath();
        Path state = project.resolve(".local");
        Ports ports = new Ports(Ports.DEFAULT_BASE);
        List<Path> declarations = new ArrayList<>();
        Iterator<String> remaining = arguments.iterator();
        while (remaining.hasNext()) {
            String option = remaining.next();
            switch (option) {
                case "--project" -> project = path(option, remaining);
                case "--state" -> state = path(option, remaining);
                case "--base-port" -> ports = ports(value(option, remaining));
                case "--config" -> declarations.add(existing(path(option, remaining)));
                case "--tls", "--host" ->
                        throw new LocalStackFailure(
                                option + " is not there yet; the stack listens on loopback only");
                default -> throw new LocalStackFailure("unknown option " + option);
            }
        }
        return new Options(project, state, ports, declarations);
    }

    private static String value(String option, Iterator<String> remaining) {
        if (!remaining.hasNext()) {
            throw new LocalStackFailure(option + " needs a value");
        }
        return remaining.next();
    }

    private static Path path(String option, Iterator<String> remaining) {
        return Path.of(value(option, remaining)).toAbsolutePath().normalize();
    }

    private static Path existing(Path file) {
        if (!file.toFile().isFile()) {
            throw new LocalStackFailure("there is no file " + file);
        }
        // the list of files is passed on separated by commas
        if (file.toString().contains(",")) {
            throw new LocalStackFailure("a comma in the name of a file: " + file);
        }
        return file;
    }

    private static Ports ports(String number) {
        try {
            return new Ports(Integer.parseInt(number));
        } catch (NumberFormatException e) {
            throw new LocalStackFailure("--base-port needs a number, not " + number, e);
        }
    }
}
