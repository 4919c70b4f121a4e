package dev.countersign.auth.admin.applications;

import dev.countersign.auth.admin.applications.ApplicationDocument.DialectDocument;
import dev.countersign.clients.AdminApi;
import dev.countersign.clients.ApplicationType;
import dev.countersign.clients.Lifetimes;
import dev.countersign.protocol.ClientAuthenticationMethod;
import dev.countersign.protocol.DialectIssuer;
import dev.countersign.protocol.GrantType;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.Origin;
import dev.countersign.protocol.RedirectUri;
import dev.countersign.protocol.ResponseType;
import dev.countersign.protocol.Scope;
import dev.countersign.protocol.Scopes;
import dev.countersign.web.administration.WrongFields;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The grammar of an {@link ApplicationDocument}: every field that is wrong is named. */
final class RegistrationReader {

    private static final int LONGEST_NAME = 200;
    private static final int MOST = 100;

    private final ApplicationDocument document;
    private final WrongFields wrong;
    private final Issuer issuer;

    RegistrationReader(ApplicationDocument document, WrongFields wrong, Issuer issuer) {
        this.document = document;
        this.wrong = wrong;
        this.issuer = issuer;
    }

    /** Empty if anything is wrong, which is then said in the fields. */
    Optional<Registration> read() {
        int before = wrong.count();
        Optional<Authenticator> authenticator = authenticator();
        Optional<ApplicationType> type = authenticator.flatMap(this::type);
        name();
        if (type.isEmpty()) {
            return Optional.empty();
        }
        Registration registration = registration(authenticator.get(), type.get());
        check(registration);
        return wrong.count() == before ? Optional.of(registration) : Optional.empty();
    }

    private Registration registration(Authenticator authenticator, ApplicationType type) {
        DialectDocument dialect =
                Optional.ofNullable(document.dialect()).orElse(new DialectDocument(null, null));
        boolean speaksDialect = isTrue(dialect.enabled(), false);
        return new Registration(
                document.name() == null ? "" : document.name().strip(),
                authenticator,
                type,
                uris("redirect_uris", document.redirectUris(), type),
                uris("post_logout_redirect_uris", document.postLogoutRedirectUris(), type),
                new Scopes(
                        new LinkedHashSet<>(
                                each("scopes", document.scopes(), Scope::new, "is no scope"))),
                grantTypes(authenticator),
                responseTypes(),
                wrong.read(
                        "default_api",
                        document.defaultApi(),
                        Function.identity(),
                        "is no identifier"),
                isTrue(document.consent(), true),
                isTrue(document.requirePkce(), true),
                isTrue(document.membersOnly(), speaksDialect),
                speaksDialect,
                wrong.read(
                                "dialect.issuer",
                                dialect.issuer(),
                                DialectIssuer::new,
                                "is no word of a-z, 0-9 and -")
                        .orElse(DialectIssuer.DEFAULT),
                each(
                        "cors_origins",
                        document.corsOrigins(),
                        Origin::new,
                        "is no origin such as https://app.example: https, or http on the loopback"),
                Optional.ofNullable(document.lifetimes())
                        .orElse(LifetimesDocument.NONE)
                        .parse(usualLifetimes(speaksDialect), wrong),
                new SecurityReader(document.security(), wrong).read(),
                isTrue(document.enabled(), true));
    }

    /** Contract, sections 4 and 6. */
    private static Lifetimes usualLifetimes(boolean dialect) {
        return dialect ? Lifetimes.DIALECT : Lifetimes.DEFAULT;
    }

    private void name() {
        String name = document.name();
        if (name == null || name.isBlank()) {
            wrong.add("name", "is missing");
        } else if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            wrong.add("name", "is longer than " + LONGEST_NAME + " or not one line");
        }
    }

    private Optional<Authenticator> authenticator() {
        try {
            return Optional.of(Authenticator.of(String.valueOf(document.authenticator())));
        } catch (IllegalArgumentException e) {
            wrong.add(
                    "authenticator",
                    "is not Authorization PKCE Flow, Authorization Code Flow or Client Credentials"
                            + " Flow");
            return Optional.empty();
        }
    }

    private Optional<ApplicationType> type(Authenticator authenticator) {
        return document.applicationType() == null
                ? Optional.of(authenticator.usualType())
                : wrong.read(
                        "application_type",
                        document.applicationType(),
                        it -> allowed(ApplicationType.of(it), authenticator),
                        "is not native, web or service, or not one of this authenticator");
    }

    private static ApplicationType allowed(ApplicationType type, Authenticator authenticator) {
        if (!authenticator.allows(type)) {
            throw new IllegalArgumentException("not of this authenticator");
        }
        return type;
    }

    private List<RedirectUri> uris(
            String field, @Nullable List<String> texts, ApplicationType type) {
        return each(field, texts, it -> RedirectUriRule.of(it, type), RedirectUriRule.DETAIL);
    }

    private Set<GrantType> grantTypes(Authenticator authenticator) {
        if (document.grantTypes() == null) {
            return authenticator.usualGrantTypes();
        }
        Set<GrantType> types = EnumSet.noneOf(GrantType.class);
        types.addAll(
                each(
                        "grant_types",
                        document.grantTypes(),
                        it -> GrantType.of(it).orElseThrow(IllegalArgumentException::new),
                        "is no grant type that is implemented"));
        return types;
    }

    private Set<ResponseType> responseTypes() {
        if (document.responseTypes() == null) {
            return ResponseType.USUAL;
        }
        Set<ResponseType> types = EnumSet.noneOf(ResponseType.class);
        types.addAll(
                each(
                        "response_types",
                        document.responseTypes(),
                        it -> ResponseType.of(it).orElseThrow(IllegalArgumentException::new),
                        "is no response type that is implemented"));
        return types;
    }

    /** What is wrong only with regard to another field. */
    private void check(Registration it) {
        if (!it.authenticator().allows(it.grantTypes())) {
            wrong.add("grant_types", "has one that is not of this authenticator");
        }
        boolean returns = it.grantTypes().contains(GrantType.AUTHORIZATION_CODE);
        if (returns && listed(document.redirectUris()).isEmpty()) {
            wrong.add("redirect_uris", "is empty: a code could be sent nowhere");
        }
        if (!it.authenticator().isOfPeople() && !it.redirectUris().isEmpty()) {
            wrong.add("redirect_uris", "is not of a service: nobody signs in to it");
        }
        if (!it.authenticator().isOfPeople() && !it.postLogoutRedirectUris().isEmpty()) {
            wrong.add("post_logout_redirect_uris", "is not of a service: nobody signs out of it");
        }
        if (!it.authenticator().isOfPeople()
                && it.scopes().values().stream().anyMatch(Scope.OF_PEOPLE::contains)) {
            wrong.add("scopes", "has one that is about a person, whom a service has not");
        }
        if (it.authenticator().isPublic() && !it.requirePkce()) {
            wrong.add("require_pkce", "is true of every public application (RFC 9700 §2.1.1)");
        }
        if (it.dialect() && !returns) {
            wrong.add("dialect.enabled", "is for applications to which people sign in");
        }
        if (it.defaultApi().filter(AdminApi.identifier(issuer)::equals).isPresent()) {
            wrong.add("default_api", "is never administration");
        }
        PairwiseRule.wrong(it.security(), it.redirectUris(), it.scopes(), it.dialect())
                .ifPresent(detail -> wrong.add(PairwiseRule.FIELD, detail));
        it.security()
                .tokenEndpointAuthMethod()
                .flatMap(method -> wrongMethod(it, method))
                .ifPresent(detail -> wrong.add("token_endpoint_auth_method", detail));
    }

    private static Optional<String> wrongMethod(
            Registration it, ClientAuthenticationMethod method) {
        if (it.authenticator().isPublic() != (method == ClientAuthenticationMethod.NONE)) {
            return Optional.of("is not one of this authenticator");
        }
        boolean signs =
                method == ClientAuthenticationMethod.CLIENT_SECRET_JWT
                        || method == ClientAuthenticationMethod.PRIVATE_KEY_JWT;
        return it.dialect() && signs
                ? Optional.of("is not for the dialect, which knows secrets only")
                : Optional.empty();
    }

    private <T> List<T> each(
            String field,
            @Nullable List<String> texts,
            Function<String, T> grammar,
            String detail) {
        if (listed(texts).size() > MOST) {
            wrong.add(field, "has more than " + MOST);
            return List.of();
        }
        return wrong.each(field, listed(texts), grammar, detail);
    }

    private static List<String> listed(@Nullable List<String> list) {
        return list == null ? List.of() : list;
    }

    private static boolean isTrue(@Nullable Boolean value, boolean otherwise) {
        return value == null ? otherwise : value;
    }
}
