package dev.countersign.jose;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Chooses the crypto provider when a service starts, before anything is signed or verified. */
@Singleton
final class StartUp {

    void choose(@Observes @Initialized(ApplicationScoped.class) Object event) {
        CryptoProvider.install();
    }
}
