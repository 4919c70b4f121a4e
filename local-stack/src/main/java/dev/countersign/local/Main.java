package dev.countersign.local;

import dev.countersign.embedded.ServerFailure;
import java.util.Arrays;
import java.util.List;

/** The program behind the verbs of {@code ./countersign} that start, end and show a stack. */
final class Main {

    private Main() {}

    static void main(String[] arguments) {
        try {
            System.exit(run(Arrays.asList(arguments)));
        } catch (LocalStackFailure | ServerFailure failure) {
            System.err.println("countersign: " + failure.getMessage());
            System.exit(1);
        }
    }

    private static int run(List<String> arguments) {
        if (arguments.isEmpty()) {
            throw new LocalStackFailure("say up, down or status");
        }
        Options options = Options.parse(arguments.subList(1, arguments.size()));
        return switch (arguments.getFirst()) {
            case "up" -> up(options);
            case "down" -> new Down(options.state(), System.out).run();
            case "running" -> new Status(options.state(), System.out).running() ? 0 : 1;
            case "status" -> new Status(options.state(), System.out).run();
            default -> throw new LocalStackFailure("unknown command " + arguments.getFirst());
        };
    }

    private static int up(Options options) {
        Supervisor.start(options, System.out);
        try {
            // until a signal ends this JVM, and its shutdown hook the stack
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }
}
