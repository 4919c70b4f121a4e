package dev.countersign.auth.admin.applications;

import dev.countersign.auth.admin.ApplicationEntity;
import dev.countersign.clients.ApplicationType;
import dev.countersign.protocol.GrantType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** How an application authenticates, in the words of the contract, section 6. */
public enum Authenticator {
    PKCE("Authorization PKCE Flow"),
    CODE("Authorization Code Flow"),
    CLIENT_CREDENTIALS("Client Credentials Flow");

    private final String words;

    Authenticator(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /**
     * @throws IllegalArgumentException if there is none of these words
     */
    public static Authenticator of(String words) {
        return Arrays.stream(values())
                .filter(it -> it.words.equals(words))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such authenticator"));
    }

    static Authenticator of(ApplicationEntity application) {
        if (ApplicationType.of(application.type) == ApplicationType.SERVICE) {
            return CLIENT_CREDENTIALS;
        }
        return application.isPublic() ? PKCE : CODE;
    }

    /** RFC 6749 §2.1. */
    public boolean isPublic() {
        return this == PKCE;
    }

    /** Whether people sign in. */
    boolean isOfPeople() {
        return this != CLIENT_CREDENTIALS;
    }

    ApplicationType usualType() {
        return switch (this) {
            case PKCE -> ApplicationType.NATIVE;
            case CODE -> ApplicationType.WEB;
            case CLIENT_CREDENTIALS -> ApplicationType.SERVICE;
        };
    }

    public boolean allows(ApplicationType type) {
        return isOfPeople() == (type != ApplicationType.SERVICE);
    }

    Set<GrantType> usualGrantTypes() {
        return isOfPeople()
                ? EnumSet.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN)
                : EnumSet.of(GrantType.CLIENT_CREDENTIALS);
    }

    /** A confidential client may act for itself besides; nobody else could be told apart. */
    boolean allows(Set<GrantType> asked) {
        Set<GrantType> possible = EnumSet.copyOf(usualGrantTypes());
        if (this == CODE) {
            possible.add(GrantType.CLIENT_CREDENTIALS);
        }
        return possible.containsAll(asked);
    }
}
