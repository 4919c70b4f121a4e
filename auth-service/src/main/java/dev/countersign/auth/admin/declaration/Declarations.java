package dev.countersign.auth.admin.declaration;

import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Scope;
import dev.countersign.protocol.claim.ProfileClaims;
import dev.countersign.protocol.request.ClientSecret;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * APIs, applications and users as the YAML declares them. Each record's constructor is the grammar
 * of its part; an unknown key is refused by the reader.
 */
record Declarations(
        @Nullable List<DeclaredApi> apis,
        @Nullable List<DeclaredApplication> applications,
        @Nullable List<DeclaredUser> users) {

    Declarations {
        apis = listed(apis);
        applications = listed(applications);
        users = listed(users);
    }

    /** Both together, if no name is declared twice. */
    Declarations and(Declarations others) {
        Declarations all =
                new Declarations(
                        joined(apis(), others.apis()),
                        joined(applications(), others.applications()),
                        joined(users(), others.users()));
        all.checkNames();
        return all;
    }

    @Override
    public List<DeclaredApi> apis() {
        return listed(apis);
    }

    @Override
    public List<DeclaredApplication> applications() {
        return listed(applications);
    }

    @Override
    public List<DeclaredUser> users() {
        return listed(users);
    }

    /** No client id may equal another one or an API's identifier; no user, API or scope twice. */
    private void checkNames() {
        unique(
                "client id or API identifier",
                Stream.concat(
                        apis().stream()
                                .flatMap(
                                        api ->
                                                Stream.concat(
                                                        Stream.of(api.identifier()),
                                                        api.credential().stream()
                                                                .map(
                                                                        DeclaredCredential
                                                                                ::clientId))),
                        applications().stream().map(DeclaredApplication::clientId)));
        unique("user", users().stream().map(DeclaredUser::email));
        unique(
                "scope",
                apis().stream().flatMap(api -> api.scopes().stream()).map(DeclaredScope::name));
    }

    private static void unique(String what, Stream<String> names) {
        Set<String> seen = new HashSet<>();
        names.forEach(
                name -> {
                    if (!seen.add(name)) {
                        throw new IllegalArgumentException(what + " declared twice: " + name);
                    }
                });
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    static <T> List<T> listed(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    static String required(String key, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(key + " is missing");
        }
        return value;
    }

    /** {@code identifier} is the audience of its tokens. */
    record DeclaredApi(
            String identifier,
            String name,
            @Nullable DeclaredCredential introspection,
            @Nullable List<DeclaredScope> scopes) {

        DeclaredApi {
            required("identifier", identifier);
            required("name", name);
            scopes = listed(scopes);
        }

        Optional<DeclaredCredential> credential() {
            return Optional.ofNullable(introspection);
        }

        @Override
        public List<DeclaredScope> scopes() {
            return listed(scopes);
        }
    }

    /** Without a secret the one that is there stays: an export has none. */
    record DeclaredCredential(String clientId, @Nullable String clientSecret) {

        DeclaredCredential {
            new ClientId(required("clientId", clientId));
            if (clientSecret != null) {
                new ClientSecret(clientSecret);
            }
        }

        Optional<ClientSecret> secret() {
            return Optional.ofNullable(clientSecret).map(ClientSecret::new);
        }

        @Override
        public String toString() {
            return clientId;
        }
    }

    record DeclaredScope(String name, String sentence) {

        DeclaredScope {
            new Scope(required("name", name));
            required("sentence", sentence);
        }
    }

    /** Password and roles are the first ones: an account that exists keeps its own. */
    record DeclaredUser(
            String email,
            @Nullable String password,
            String givenName,
            @Nullable String familyName,
            @Nullable Boolean emailVerified,
            @Nullable Map<String, Object> claims,
            @Nullable List<String> roles) {

        DeclaredUser {
            email = normalized(required("email", email));
            required("givenName", givenName);
            if (!email.matches("[^@\\s]+@[^@\\s]+")) {
                throw new IllegalArgumentException("not an email address: " + email);
            }
            roles = listed(roles);
            new ProfileClaims(claims == null ? Map.of() : claims);
        }

        ProfileClaims profile() {
            return claims == null ? ProfileClaims.NONE : new ProfileClaims(claims);
        }

        static String normalized(String email) {
            return email.strip().toLowerCase(Locale.ROOT);
        }

        String[] roleArray() {
            return listed(roles).stream().sorted().toArray(String[]::new);
        }

        @Override
        public String toString() {
            return email;
        }
    }
}
