package dev.countersign.token.issue;

import dev.countersign.clients.Application;
import dev.countersign.jose.AccessTokenClaims;
import dev.countersign.jose.DialectTokenClaims;
import dev.countersign.jose.DialectTokenClaims.Person;
import dev.countersign.jose.IdTokenClaims;
import dev.countersign.jose.IdTokenHashes;
import dev.countersign.protocol.DialectIssuer;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.TokenId;
import dev.countersign.store.person.PersonClaims;
import dev.countersign.token.issue.Issuance.ForApplication;
import dev.countersign.token.issue.Issuance.ForPerson;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The claims of the tokens of one issuance; {@code now} and {@code expiry} bound their life. */
record Claims(Issuer issuer, Instant now, Instant expiry) {

    /** For how long the access token lives. */
    long seconds() {
        return Duration.between(now, expiry).toSeconds();
    }

    AccessTokenClaims accessToken(Issuance issuance) {
        return switch (issuance) {
            case ForPerson person -> accessToken(person);
            case ForApplication application -> accessToken(application);
        };
    }

    private AccessTokenClaims accessToken(ForPerson person) {
        Application application = person.application();
        return new AccessTokenClaims(
                issuer.value(),
                person.subject().toString(),
                person.audiences(),
                application.clientId(),
                person.scopes(),
                TokenId.random(),
                now,
                expiry,
                Optional.of(person.signIn().authTime()),
                Optional.of(person.signIn().acr()),
                Optional.of(person.grant()),
                person.authorizedAt(),
                person.session());
    }

    /** RFC 9068 §2.2: without a resource owner, the subject is the client. */
    private AccessTokenClaims accessToken(ForApplication issuance) {
        Application application = issuance.application();
        return new AccessTokenClaims(
                issuer.value(),
                application.clientId().value(),
                application.audiences(issuance.scopes(), issuer),
                application.clientId(),
                issuance.scopes(),
                TokenId.random(),
                now,
                expiry,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                issuance.authorizedAt(),
                Optional.empty());
    }

    /** Contract, section 6. */
    DialectTokenClaims dialectToken(ForPerson person, DialectIssuer dialect) {
        PersonClaims who = person.person();
        return new DialectTokenClaims(
                dialect,
                person.application().clientId(),
                new Person(person.user(), who.email(), who.givenName(), who.familyName()),
                TokenId.random(),
                person.grant(),
                now,
                expiry,
                person.authorizedAt());
    }

    IdTokenClaims idToken(ForPerson person, String accessToken) {
        return new IdTokenClaims(
                issuer,
                person.subject(),
                person.application().clientId(),
                now,
                expiry,
                person.signIn().authTime(),
                person.signIn().nonce(),
                person.signIn().acr(),
                person.signIn().amr(),
                IdTokenHashes.ofAccessToken(person.idTokenAlgorithm(), accessToken),
                person.signIn().session(),
                person.person().claims(person.inIdToken()));
    }
}
