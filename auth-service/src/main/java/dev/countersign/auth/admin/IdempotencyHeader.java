package dev.countersign.auth.admin;

import dev.countersign.protocol.error.FieldError;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.secret.ServerKeys;
import dev.countersign.store.idempotency.IdempotencyKey;
import dev.countersign.web.administration.Administrator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header {@code Idempotency-Key} of a creation: 1 to 255 printable characters. */
public final class IdempotencyHeader {

    public static final String NAME = "Idempotency-Key";

    private static final Pattern GRAMMAR = Pattern.compile("[\\x20-\\x7e]{1,255}");

    private IdempotencyHeader() {}

    /**
     * @param request all that makes two requests the same one
     * @throws OAuthException naming the header, if it is malformed
     */
    public static Optional<IdempotencyKey> read(
            @Nullable String header, Administrator by, List<String> request, ServerKeys keys) {
        if (header == null) {
            return Optional.empty();
        }
        if (!GRAMMAR.matcher(header).matches()) {
            throw new OAuthException(
                    List.of(new FieldError(NAME, "has not 1 to 255 printable characters")));
        }
        return Optional.of(IdempotencyKey.of(by.getName(), header, request, keys));
    }
}
