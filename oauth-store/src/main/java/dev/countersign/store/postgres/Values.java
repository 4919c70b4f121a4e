package dev.countersign.store.postgres;

import dev.countersign.clients.StoredSecret;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.KeyId;
import dev.countersign.protocol.Scopes;
import dev.countersign.protocol.SectorIdentifier;
import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.SubjectIdentifier;
import dev.countersign.protocol.TokenId;
import dev.countersign.protocol.UserId;
import dev.countersign.protocol.claim.ClaimsRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Value types as parameters of a statement: {@code text}, {@code uuid}, {@code timestamptz}, {@code
 * bytea}, {@code jsonb}.
 */
final class Values {

    private Values() {}

    static Tuple tuple(@Nullable Object... values) {
        @Nullable Object[] plain = new @Nullable Object[values.length];
        for (int i = 0; i < values.length; i++) {
            plain[i] = plain(values[i]);
        }
        return Tuple.from(plain);
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Optional<?> optional -> optional.isPresent() ? plain(optional.get()) : null;
            case Instant instant -> instant.atOffset(ZoneOffset.UTC);
            case byte[] bytes -> Buffer.buffer(bytes);
            case StoredSecret secret -> Buffer.buffer(secret.bytes());
            case GrantId id -> id.value();
            case UserId id -> id.value();
            case SubjectIdentifier subject -> subject.value();
            case SectorIdentifier sector -> sector.host();
            case ClientId id -> id.value();
            case SessionId id -> id.value();
            case TokenId id -> id.value();
            case KeyId id -> id.value();
            case ClaimsRequest claims -> json(claims);
            case Scopes scopes -> scopes.names().toArray(String[]::new);
            case Collection<?> texts -> texts.toArray(String[]::new);
            default -> value;
        };
    }

    private static @Nullable Object json(ClaimsRequest claims) {
        return claims.isEmpty() ? null : new JsonObject(claims.json());
    }
}
