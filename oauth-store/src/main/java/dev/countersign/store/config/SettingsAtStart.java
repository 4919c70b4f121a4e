package dev.countersign.store.config;

import dev.countersign.clients.Rereading;
import dev.countersign.jose.KeySealing;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.secret.ServerKeys;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * What every service of the server rests on is read when it starts, so that a wrong value stops it
 * then and not the first request that needs it.
 */
@Singleton
final class SettingsAtStart {

    void read(
            @Observes StartupEvent started,
            Issuer issuer,
            ServerKeys serverKeys,
            KeySealing keySealing,
            Rereading rereading) {
        // made by now, or start-up has failed
    }
}
