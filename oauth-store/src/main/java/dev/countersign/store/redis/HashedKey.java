package dev.countersign.store.redis;

import dev.countersign.protocol.secret.Sha256;
import java.util.Base64;

/**
 * Names in Redis for something secret: its SHA-256 as the hash tag, so that a dump yields nothing
 * usable and all keys of one thing are in one slot of a cluster.
 */
public final class HashedKey {

    private HashedKey() {}

    public static String of(String kind, String secret) {
        return of(kind, Sha256.of(secret));
    }

    public static String of(String kind, byte[] hash) {
        return kind + ":{" + Base64.getUrlEncoder().withoutPadding().encodeToString(hash) + "}";
    }
}
