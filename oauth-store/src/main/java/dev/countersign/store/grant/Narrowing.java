package dev.countersign.store.grant;

import dev.countersign.protocol.Scopes;
import java.util.Map;
import java.util.Optional;

/**
 * What a refresh asks of a grant, RFC 6749 §6.
 *
 * @param scopes a part of the grant's, or all of them
 * @param audiences what tokens for these scopes would be for by now; of the grant's audiences there
 *     must be one among them, or no audience at all
 */
public record Narrowing(Optional<Scopes> scopes, Optional<Audiences> audiences) {

    /** All of the grant, whatever its scopes stand for by now. */
    public static final Narrowing NONE = new Narrowing(Optional.empty(), Optional.empty());

    /** Less of the grant, whatever its scopes stand for by now. */
    public static Narrowing to(Scopes scopes) {
        return new Narrowing(Optional.of(scopes), Optional.empty());
    }

    /**
     * @param ofScopes the audience of each scope that has one, as the application is registered
     * @param withoutAny the audience where no scope of an API is among the grant's
     */
    public record Audiences(Map<String, String> ofScopes, Optional<String> withoutAny) {

        public Audiences {
            ofScopes = Map.copyOf(ofScopes);
        }
    }
}
