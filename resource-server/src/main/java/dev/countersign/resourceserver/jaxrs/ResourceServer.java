package dev.countersign.resourceserver.jaxrs;

import dev.countersign.resourceserver.decision.AccessDecisions;
import dev.countersign.resourceserver.issuer.IssuerDocuments;
import dev.countersign.resourceserver.keys.VerificationKeys;
import dev.countersign.resourceserver.revocation.Acknowledgements;
import dev.countersign.resourceserver.revocation.Freshness;
import dev.countersign.resourceserver.revocation.InstanceName;
import dev.countersign.resourceserver.revocation.Intake;
import dev.countersign.resourceserver.revocation.KafkaFeed;
import dev.countersign.resourceserver.revocation.RevocationFeed;
import dev.countersign.resourceserver.revocation.RevocationRules;
import dev.countersign.resourceserver.token.AccessTokenVerifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/** Puts the core together from the settings, and starts and stops it with the application. */
@Singleton
final class ResourceServer {

    private final ResourceServerConfig config;
    private final IssuerDocuments issuer;
    private final VerificationKeys keys;
    private final Acknowledgements acknowledgements;
    private final RevocationFeed feed;
    private final AccessDecisions decisions;

    ResourceServer(ResourceServerConfig config, Config all) {
        Map<String, String> kafka = CheckedSettings.of(config, all).kafka();
        InstantSource clock = InstantSource.system();
        RevocationRules rules = new RevocationRules();
        Freshness freshness = new Freshness(config.stalenessBound(), clock, System::nanoTime);
        this.config = config;
        this.issuer = new IssuerDocuments(config.issuer());
        this.keys = new VerificationKeys(issuer, rules::dropKey, System::nanoTime);
        InstanceName instance =
                config.instance().map(InstanceName::new).orElseGet(InstanceName::random);
        this.acknowledgements = new Acknowledgements(kafka, instance, freshness, clock);
        this.feed =
                new KafkaFeed(
                        kafka, new Intake(rules, freshness, acknowledgements::applied, clock));
        this.decisions =
                new AccessDecisions(
                        new AccessTokenVerifier(
                                config.issuer(), config.audience(), keys, System::nanoTime),
                        rules,
                        freshness,
                        config.stalenessPolicy(),
                        config.clockSkew(),
                        clock);
    }

    void start(@Observes Startup event) {
        var unused = keys.load();
        acknowledgements.start();
        feed.start();
    }

    @Produces
    @Singleton
    AccessDecisions decisions() {
        return decisions;
    }

    @Produces
    @Singleton
    RevocationFeed feed() {
        return feed;
    }

    @Produces
    @Singleton
    IssuerDocuments issuer() {
        return issuer;
    }

    @Produces
    @Singleton
    ResourceIdentifier identifier() {
        return new ResourceIdentifier(config.audience());
    }

    @PreDestroy
    void stop() {
        feed.close();
        acknowledgements.close();
        keys.close();
        issuer.close();
    }
}
