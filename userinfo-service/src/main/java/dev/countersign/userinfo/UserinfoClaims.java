package dev.countersign.userinfo;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.countersign.jose.AccessTokenClaims;
import dev.countersign.protocol.Scope;
import dev.countersign.store.person.PersonClaims;
import java.util.Optional;

/** The claims that a token's scopes ask for, OpenID Connect Core 1.0 §5.1 and §5.4. */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record UserinfoClaims(
        String sub,
        Optional<String> name,
        Optional<String> givenName,
        Optional<String> familyName,
        Optional<Long> updatedAt,
        Optional<String> email,
        Optional<Boolean> emailVerified) {

    static UserinfoClaims of(AccessTokenClaims token, PersonClaims person) {
        Optional<PersonClaims> profile =
                Optional.of(person).filter(it -> token.allows(Scope.PROFILE));
        Optional<PersonClaims> email = Optional.of(person).filter(it -> token.allows(Scope.EMAIL));
        return new UserinfoClaims(
                token.subject(),
                profile.map(PersonClaims::name),
                profile.map(PersonClaims::givenName),
                profile.flatMap(PersonClaims::familyName),
                profile.map(it -> it.updatedAt().getEpochSecond()),
                email.map(PersonClaims::email),
                email.map(PersonClaims::emailVerified));
    }
}
