package dev.countersign.resourceserver;

import dev.countersign.resourceserver.decision.AccessDecisions;
import dev.countersign.resourceserver.decision.FeedStanding;
import dev.countersign.resourceserver.decision.StalenessAlarm;
import dev.countersign.resourceserver.decision.Standing;
import dev.countersign.resourceserver.introspection.Introspection;
import dev.countersign.resourceserver.issuer.IssuerDocuments;
import dev.countersign.resourceserver.issuer.IssuerHttp;
import dev.countersign.resourceserver.keys.VerificationKeys;
import dev.countersign.resourceserver.metadata.ResourceIdentifier;
import dev.countersign.resourceserver.refusal.RefusalAnswers;
import dev.countersign.resourceserver.revocation.Acknowledgements;
import dev.countersign.resourceserver.revocation.Freshness;
import dev.countersign.resourceserver.revocation.HttpFeed;
import dev.countersign.resourceserver.revocation.InstanceName;
import dev.countersign.resourceserver.revocation.Intake;
import dev.countersign.resourceserver.revocation.KafkaFeed;
import dev.countersign.resourceserver.revocation.RevocationFeed;
import dev.countersign.resourceserver.revocation.RevocationRule;
import dev.countersign.resourceserver.revocation.RevocationRules;
import dev.countersign.resourceserver.token.AccessTokenVerifier;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What a {@link ResourceServer} is put together of; nothing in it has begun to work. */
record Parts(
        Settings settings,
        IssuerHttp http,
        IssuerDocuments documents,
        VerificationKeys keys,
        RevocationRules rules,
        AccessDecisions decisions,
        Measurements measurements,
        RefusalAnswers answers,
        Optional<RevocationFeed> feed,
        Optional<Acknowledgements> acknowledgements,
        List<Consumer<RevocationRule>> listeners) {

    private static final System.Logger LOG = System.getLogger(ResourceServer.class.getName());

    static Parts of(Settings settings) {
        InstantSource clock = InstantSource.system();
        IssuerHttp http = new IssuerHttp();
        IssuerDocuments documents = new IssuerDocuments(settings.issuer(), http);
        RevocationRules rules = new RevocationRules();
        VerificationKeys keys = new VerificationKeys(documents, rules::dropKey, System::nanoTime);
        Freshness freshness = new Freshness(settings.stalenessBound(), clock, System::nanoTime);
        StalenessAlarm alarm = new StalenessAlarm();
        List<Consumer<RevocationRule>> listeners = new CopyOnWriteArrayList<>();
        Optional<Acknowledgements> acknowledgements = acknowledgements(settings, freshness, clock);
        Optional<Introspection> introspection =
                settings.credentials()
                        .map(
                                credentials ->
                                        new Introspection(
                                                documents,
                                                http,
                                                credentials,
                                                settings.audience(),
                                                settings.introspectionKeep(),
                                                clock,
                                                System::nanoTime));
        Intake intake =
                new Intake(
                        rules,
                        freshness,
                        rule -> {
                            listeners.forEach(listener -> tell(listener, rule));
                            acknowledgements.ifPresent(it -> it.applied(rule));
                        },
                        clock);
        AccessDecisions decisions =
                new AccessDecisions(
                        new AccessTokenVerifier(
                                settings.issuer(), settings.audience(), keys, System::nanoTime),
                        rules,
                        standing(settings, freshness, alarm, introspection),
                        settings.clockSkew(),
                        clock);
        return new Parts(
                settings,
                http,
                documents,
                keys,
                rules,
                decisions,
                new Measurements(rules, freshness, alarm, introspection),
                new RefusalAnswers(new ResourceIdentifier(settings.audience()).metadata()),
                feed(settings, http, intake),
                acknowledgements,
                listeners);
    }

    private static Standing standing(
            Settings settings,
            Freshness freshness,
            StalenessAlarm alarm,
            Optional<Introspection> introspection) {
        if (settings.revocations() instanceof Revocations.ByIntrospection) {
            return introspection.orElseThrow()::confirm;
        }
        return switch (settings.stalenessPolicy()) {
            case REFUSE -> FeedStanding.refusing(freshness);
            case INTROSPECT -> FeedStanding.asking(freshness, introspection.orElseThrow()::confirm);
            case ACCEPT_WITH_ALARM -> FeedStanding.accepting(freshness, alarm);
        };
    }

    private static Optional<RevocationFeed> feed(
            Settings settings, IssuerHttp http, Intake intake) {
        return switch (settings.revocations()) {
            case Revocations.OverKafka(var kafka) -> Optional.of(new KafkaFeed(kafka, intake));
            case Revocations.OverHttp(var address) ->
                    Optional.of(
                            new HttpFeed(
                                    address, http, settings.credentials().orElseThrow(), intake));
            case Revocations.ByIntrospection() -> Optional.empty();
        };
    }

    /** Only Kafka takes them. */
    private static Optional<Acknowledgements> acknowledgements(
            Settings settings, Freshness freshness, InstantSource clock) {
        return settings.revocations() instanceof Revocations.OverKafka(var kafka)
                ? Optional.of(
                        new Acknowledgements(
                                kafka,
                                settings.instance().orElseGet(InstanceName::random),
                                freshness,
                                clock))
                : Optional.empty();
    }

    /** A listener that fails takes the feed from nobody else. */
    private static void tell(Consumer<RevocationRule> listener, RevocationRule rule) {
        try {
            listener.accept(rule);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a listener to rules failed", e);
        }
    }
}
