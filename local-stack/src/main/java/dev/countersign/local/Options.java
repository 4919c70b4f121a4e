package dev.countersign.local;

import dev.countersign.local.PublicName.Certificate;
import dev.countersign.local.PublicName.Certificate.Given;
import dev.countersign.local.PublicName.Certificate.SelfSigned;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What {@code countersign up} was asked for.
 *
 * @param project the folder with the packaged modules
 * @param state the folder with data, secrets and logs
 * @param declarations extra files of APIs, applications and users
 */
public record Options(
        Path project, Path state, Ports ports, PublicName name, List<Path> declarations) {

    /** The one origin that all of it is reached by. */
    public String issuer() {
        return name.issuer(ports.gateway());
    }

    static Options parse(List<String> arguments) {
        Path project = Path.of("").toAbsolutePath();
        Path state = project.resolve(".local");
        Ports ports = new Ports(Ports.DEFAULT_BASE);
        NameOptions name = new NameOptions();
        List<Path> declarations = new ArrayList<>();
        Iterator<String> remaining = arguments.iterator();
        while (remaining.hasNext()) {
            String option = remaining.next();
            switch (option) {
                case "--project" -> project = path(option, remaining);
                case "--state" -> state = path(option, remaining);
                case "--base-port" -> ports = ports(value(option, remaining));
                case "--config" -> declarations.add(existing(path(option, remaining)));
                case "--tls" -> name.tls = true;
                case "--host" -> name.host = value(option, remaining);
                case "--certificate" -> name.chain = Optional.of(existing(path(option, remaining)));
                case "--key" -> name.key = Optional.of(existing(path(option, remaining)));
                default -> throw new LocalStackFailure("unknown option " + option);
            }
        }
        return new Options(project, state, ports, name.read(), declarations);
    }

    /** As they come, in any order. */
    private static final class NameOptions {

        private boolean tls;
        private String host = PublicName.LOCALHOST.host();
        private Optional<Path> chain = Optional.empty();
        private Optional<Path> key = Optional.empty();

        PublicName read() {
            if (chain.isPresent() != key.isPresent()) {
                throw new LocalStackFailure("--certificate and --key go together");
            }
            if (chain.isPresent() && !tls) {
                throw new LocalStackFailure("--certificate needs --tls");
            }
            Certificate certificate =
                    chain.isPresent()
                            ? new Given(chain.get(), key.orElseThrow())
                            : new SelfSigned();
            return new PublicName(host, Optional.of(certificate).filter(it -> tls));
        }
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
        // the list of declarations is passed on separated by commas
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
