package dev.countersign.store.config;

import dev.countersign.clients.AccessTokenLifetime;
import dev.countersign.clients.Rereading;
import dev.countersign.jose.KeyRotation;
import dev.countersign.jose.KeySealing;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.secret.ServerKeys;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes what is read once: the issuer, the clock, the keys. A missing or absurd value stops
 * start-up.
 */
@Dependent
final class StoreProducers {

    /**
     * The public address of the server, exactly as it stands in {@code iss}: https, or http on a
     * loopback address. The same for every service, and never changed: tokens carry it.
     */
    @Produces
    @Singleton
    Issuer issuer(@ConfigProperty(name = "countersign.issuer") String issuer) {
        try {
            return new Issuer(issuer);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("countersign.issuer: " + e.getMessage(), e);
        }
    }

    @Produces
    @Singleton
    @DefaultBean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    ServerKeys serverKeys(ServerKeysConfig config) {
        return read("countersign.server-keys.file", config.file(), ServerKeys::parse);
    }

    @Produces
    @Singleton
    KeySealing keySealing(KeyEncryptionKeyConfig config) {
        return read("countersign.key-encryption-key.file", config.file(), KeySealing::parse);
    }

    @Produces
    @Singleton
    Rereading rereading(ApplicationCacheConfig config) {
        try {
            return new Rereading(config.unheard(), config.heard());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "countersign.application-cache.unheard, .heard: " + e.getMessage(), e);
        }
    }

    @Produces
    @Singleton
    AccessTokenLifetime accessTokenLifetime(TokenSettings settings) {
        return new AccessTokenLifetime(settings.longestAccessToken());
    }

    @Produces
    @Singleton
    KeyRotation keyRotation(SigningKeysConfig config) {
        return new KeyRotation(config.lifetime(), config.publishedAhead(), config.kept());
    }

    private static <T> T read(String key, Path file, Function<String, T> parser) {
        try {
            return parser.apply(Files.readString(file));
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException(key + ": " + file + " is no key file", e);
        }
    }
}
