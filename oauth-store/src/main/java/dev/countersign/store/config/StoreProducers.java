package dev.countersign.store.config;

import dev.countersign.clients.AccessTokenLifetime;
import dev.countersign.clients.Rereading;
import dev.countersign.jose.KeyRotation;
import dev.countersign.jose.KeySealing;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.secret.ServerKeys;
import io.quarkus.arc.DefaultBean;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Supplier;
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
    @Startup
    Issuer issuer(@ConfigProperty(name = "countersign.issuer") String issuer) {
        return named("countersign.issuer", () -> new Issuer(issuer));
    }

    @Produces
    @Singleton
    @DefaultBean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    @Startup
    ServerKeys serverKeys(ServerKeysConfig config) {
        return read("countersign.server-keys.file", config.file(), ServerKeys::parse);
    }

    @Produces
    @Singleton
    @Startup
    KeySealing keySealing(KeyEncryptionKeyConfig config) {
        return read("countersign.key-encryption-key.file", config.file(), KeySealing::parse);
    }

    @Produces
    @Singleton
    @Startup
    Rereading rereading(ApplicationCacheConfig config) {
        return named(
                "countersign.application-cache.unheard, .heard",
                () -> new Rereading(config.unheard(), config.heard()));
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

    /** What cannot be names its setting. */
    private static <T> T named(String key, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(key + ": " + e.getMessage(), e);
        }
    }

    private static <T> T read(String key, Path file, Function<String, T> parser) {
        try {
            return parser.apply(Files.readString(file));
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException(key + ": " + file + " is no key file", e);
        }
    }
}
