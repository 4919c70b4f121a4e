package dev.countersign.cli;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What is wrong with a line. Nothing that was typed is repeated but the names of options: somebody
 * may have typed a password or a token where none belongs, and errors end up in logs.
 */
final class Misuse {

    private Misuse() {}

    static String of(ParameterException misuse) {
        String what =
                switch (misuse) {
                    case UnmatchedArgumentException unmatched -> unmatched(unmatched);
                    case MissingParameterException missing -> missing(missing.getMissing());
                    default ->
                            misuse.getArgSpec() == null
                                    ? "this is not a whole command"
                                    : "what is given for "
                                            + name(misuse.getArgSpec())
                                            + " cannot be that";
                };
        String command = misuse.getCommandLine().getCommandSpec().qualifiedName();
        return what + "\nhelp: " + command + " --help";
    }

    private static String unmatched(UnmatchedArgumentException unmatched) {
        String options =
                unmatched.getUnmatched().stream()
                        .filter(it -> it.startsWith("-"))
                        .map(it -> it.split("=", 2)[0])
                        .collect(Collectors.joining(", "));
        String what =
                options.isEmpty() ? "there is a word too many" : "there is no option " + options;
        List<String> similar = unmatched.getSuggestions();
        return similar.isEmpty() ? what : what + "; is it " + String.join(" or ", similar) + "?";
    }

    private static String missing(List<ArgSpec> missing) {
        return "this is missing: "
                + missing.stream().map(Misuse::name).collect(Collectors.joining(", "));
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }
}
