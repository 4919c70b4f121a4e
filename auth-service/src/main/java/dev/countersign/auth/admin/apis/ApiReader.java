package dev.countersign.auth.admin.apis;

import dev.countersign.auth.admin.ApiEntity.ApiScope;
import dev.countersign.auth.admin.apis.ApiDocument.CredentialDocument;
import dev.countersign.auth.admin.apis.ApiDocument.ScopeDocument;
import dev.countersign.protocol.ClientId;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.Scope;
import dev.countersign.web.administration.WrongFields;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The grammar of an {@link ApiDocument}: every field that is wrong is named. */
final class ApiReader {

    private static final int LONGEST_IDENTIFIER = 500;
    private static final int LONGEST_TEXT = 200;
    private static final int MOST_SCOPES = 200;

    private final ApiDocument document;
    private final WrongFields wrong;
    private final Issuer issuer;

    ApiReader(ApiDocument document, WrongFields wrong, Issuer issuer) {
        this.document = document;
        this.wrong = wrong;
        this.issuer = issuer;
    }

    /**
     * @param newClientId for a credential that names none
     */
    ApiRegistration read(Supplier<String> newClientId) {
        return new ApiRegistration(
                identifier(),
                text("name", document.name()),
                scopes(),
                Optional.ofNullable(document.introspection())
                        .flatMap(it -> clientId(it, newClientId)),
                document.enabled() == null || document.enabled());
    }

    /** RFC 8707 §2: an absolute URI without a fragment, which {@code resource} can name. */
    private String identifier() {
        if (document.identifier() == null) {
            wrong.add("identifier", "is missing");
        }
        return wrong.read(
                        "identifier",
                        document.identifier(),
                        this::audience,
                        "is no absolute URI without fragment, or the issuer itself")
                .orElse("");
    }

    private String audience(String text) {
        URI uri = URI.create(text);
        if (!uri.isAbsolute()
                || uri.getRawFragment() != null
                || text.length() > LONGEST_IDENTIFIER
                || text.equals(issuer.value())) {
            throw new IllegalArgumentException("not an audience");
        }
        return text;
    }

    private Optional<ClientId> clientId(CredentialDocument it, Supplier<String> newClientId) {
        return it.clientId() == null
                ? Optional.of(new ClientId(newClientId.get()))
                : wrong.read(
                        "introspection.client_id", it.clientId(), ClientId::new, "is no client id");
    }

    private List<ApiScope> scopes() {
        List<ScopeDocument> sent =
                document.scopes() == null ? List.<ScopeDocument>of() : document.scopes();
        if (sent.size() > MOST_SCOPES) {
            wrong.add("scopes", "has more than " + MOST_SCOPES);
            return List.of();
        }
        List<ApiScope> scopes = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < sent.size(); i++) {
            String field = "scopes[" + i + "].";
            String name = scope(field + "name", sent.get(i).name());
            if (!name.isEmpty() && !names.add(name)) {
                wrong.add(field + "name", "is there twice");
            }
            scopes.add(new ApiScope(name, text(field + "sentence", sent.get(i).sentence())));
        }
        return List.copyOf(scopes);
    }

    private String scope(String field, @Nullable String text) {
        if (text == null) {
            wrong.add(field, "is missing");
        }
        String scope =
                wrong.read(field, text, it -> new Scope(it).value(), "is no scope").orElse("");
        if (Scope.OF_PEOPLE.stream().anyMatch(it -> it.value().equals(scope))) {
            wrong.add(field, "is a scope of OpenID Connect");
        }
        return scope;
    }

    private String text(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            wrong.add(field, "is missing");
            return "";
        }
        if (text.length() > LONGEST_TEXT || text.chars().anyMatch(Character::isISOControl)) {
            wrong.add(field, "is longer than " + LONGEST_TEXT + " or not one line");
        }
        return text.strip();
    }
}
