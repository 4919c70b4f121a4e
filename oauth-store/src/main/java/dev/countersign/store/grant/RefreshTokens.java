package dev.countersign.store.grant;

import dev.countersign.protocol.GrantId;
import dev.countersign.protocol.RandomText;
import dev.countersign.protocol.secret.Purpose;
import dev.countersign.protocol.secret.ServerKeys;
import dev.countersign.protocol.token.RefreshToken;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Makes refresh tokens and tells ours from invented ones; touches no store. A successor is a pure
 * function of the token presented, so that a repeated request gets the same one again, from any
 * replica. That is why it stays under the server key of its predecessor, also after another key has
 * become current: replicas may disagree for a moment on which key that is, and a retired key is
 * kept as long as the longest grant.
 */
@Singleton
public final class RefreshTokens {

    private final ServerKeys keys;

    public RefreshTokens(ServerKeys keys) {
        this.keys = keys;
    }

    /** The token that comes with a grant: generation 0, its secret random. */
    public RefreshToken first(GrantId grant) {
        return tagged(keys.currentId(), grant, 0, RandomText.bytes(RefreshToken.SECRET_BYTES));
    }

    /** False for a token that this server did not make. */
    public boolean isOurs(RefreshToken token) {
        // constant time: a tag found byte by byte would be a forgery
        return keys.has(token.keyId())
                && MessageDigest.isEqual(token.tag(), tag(token.keyId(), token.signedPart()));
    }

    /**
     * The token that follows, always the same one: its secret is an HMAC of the token presented,
     * the grant and the next generation. Neither a dump of the database nor the server keys alone
     * yield it.
     */
    public RefreshToken successor(RefreshToken presented) {
        int next = Math.incrementExact(presented.generation());
        byte[] secret =
                keys.mac(
                        presented.keyId(),
                        Purpose.REFRESH_TOKEN_SUCCESSOR,
                        presented.text().getBytes(StandardCharsets.US_ASCII),
                        bytes(presented.grant(), next));
        return tagged(presented.keyId(), presented.grant(), next, secret);
    }

    private RefreshToken tagged(int keyId, GrantId grant, int generation, byte[] secret) {
        byte[] signed = RefreshToken.signedPart(keyId, grant, generation, secret);
        return RefreshToken.of(signed, tag(keyId, signed));
    }

    private byte[] tag(int keyId, byte[] signedPart) {
        byte[] mac = keys.mac(keyId, Purpose.REFRESH_TOKEN_TAG, signedPart);
        return Arrays.copyOf(mac, RefreshToken.TAG_BYTES);
    }

    private static byte[] bytes(GrantId grant, int generation) {
        return ByteBuffer.allocate(20)
                .putLong(grant.value().getMostSignificantBits())
                .putLong(grant.value().getLeastSignificantBits())
                .putInt(generation)
                .array();
    }
}
