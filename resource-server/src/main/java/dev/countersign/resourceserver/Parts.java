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
import dev.countersign.resourceserver.revocation.RevocationRules;
import dev.countersign.resourceserver.token.AccessTokenVerifier;
import java.time.InstantSource;
import java.util.Optional;

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
        Listeners listeners) {

    static Parts of(Settings settings) {
        InstantSource clock = InstantSource.system();
        IssuerHttp http = new IssuerHttp();
        IssuerDocuments documents = new IssuerDocuments(settings.issuer(), http);
        RevocationRules rules = new RevocationRules();
        VerificationKeys keys = new VerificationKeys(documents, rules::dropKey, System::nanoTime);
        Freshness freshness = new Freshness(settings.stalenessBound(), clock, System::nanoTime);
        StalenessAlarm alarm = new StalenessAlarm();
        Listeners listeners = new Listeners();
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
                                                listeners::inactive,
                                                clock,
                                                System::nanoTime));
        Intake intake =
                new Intake(
                        rules,
                        freshness,
                        rule -> {
                            listeners.applied(rule);
                            acknowledgements.ifPresent(it -> it.applied(rule));
                        },
                        clock);
        AccessDecisions decisions =
                new AccessDecisions(
                        new AccessTokenVerifier(
                                settings.issuer(),
                                settings.audience(),
                                settings.dialects(),
                                keys,
                                System::nanoTime),
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
                                    address,
                                    http,
                                    settings.credentials().orElseThrow(),
                                    instance(settings),
                                    intake));
            case Revocations.ByIntrospection() -> Optional.empty();
        };
    }

    /** Over HTTP the questions say it. */
    private static Optional<Acknowledgements> acknowledgements(
            Settings settings, Freshness freshness, InstantSource clock) {
        return settings.revocations() instanceof Revocations.OverKafka(var kafka)
                ? Optional.of(new Acknowledgements(kafka, instance(settings), freshness, clock))
                : Optional.empty();
    }

    private static InstanceName instance(Settings settings) {
        return settings.instance().orElseGet(InstanceName::random);
    }
}
