package dev.countersign.auth.admin.declaration;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.countersign.protocol.Issuer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads declarations. {@code ${issuer}} stands for the server's issuer in any value. */
final class DeclarationFiles {

    private static final ObjectMapper YAML =
            YAMLMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private DeclarationFiles() {}

    /**
     * All files together.
     *
     * @throws IllegalArgumentException naming the file and, where it is known, line and column; no
     *     value of the file stands in the message
     */
    static Declarations read(List<Path> files, Issuer issuer) {
        Declarations all = new Declarations(List.of(), List.of(), List.of());
        for (Path file : files) {
            try {
                all = all.and(parse(Files.readString(file), issuer));
            } catch (JacksonException e) {
                // without the cause: what it says of a line quotes the line, and so its secrets
                throw new IllegalArgumentException(file + where(e) + ": " + what(e));
            } catch (IOException e) {
                throw new IllegalArgumentException(file + " cannot be read: " + e, e);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
            }
        }
        return all;
    }

    static Declarations parse(String yaml, Issuer issuer) throws JacksonException {
        return YAML.readValue(yaml.replace("${issuer}", issuer.value()), Declarations.class);
    }

    private static String where(JacksonException e) {
        return e.getLocation() == null
                ? ""
                : " line %d, column %d"
                        .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    }

    private static String what(JacksonException e) {
        if (e.getCause() instanceof IllegalArgumentException grammar) {
            return String.valueOf(grammar.getMessage());
        }
        return e instanceof MismatchedInputException ? e.getOriginalMessage() : "this is not YAML";
    }
}
