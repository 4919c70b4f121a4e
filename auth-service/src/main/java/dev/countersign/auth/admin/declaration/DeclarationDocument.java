package dev.countersign.auth.admin.declaration;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.countersign.auth.admin.apis.ImportedApi;
import dev.countersign.auth.admin.applications.ImportedApplication;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.error.FieldError;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.web.refusal.DocumentRefusals;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The declarative YAML as it is imported and exported: {@code ${issuer}} stands for the issuer in
 * any value. Beside what the files at start know, it has the authenticator of an application, for
 * it has no secrets.
 */
record DeclarationDocument(
        @Nullable List<ImportedApi> apis,
        @Nullable List<ImportedApplication> applications,
        @Nullable List<ImportedUser> users) {

    static final String MEDIA_TYPE = "application/yaml";

    private static final String ISSUER = "${issuer}";

    private static final ObjectMapper YAML =
            YAMLMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .build();

    DeclarationDocument {
        apis = listed(apis);
        applications = listed(applications);
        users = listed(users);
    }

    /**
     * @throws OAuthException naming the field that is wrong; no value of the document is in it
     */
    static DeclarationDocument parse(String yaml, Issuer issuer) {
        try {
            return YAML.readValue(yaml.replace(ISSUER, issuer.value()), DeclarationDocument.class)
                    .eachOnce();
        } catch (MismatchedInputException e) {
            throw DocumentRefusals.of(e);
        } catch (JacksonException e) {
            throw new OAuthException(Refusal.BODY_MALFORMED);
        }
    }

    String write(Issuer issuer) {
        try {
            return YAML.writeValueAsString(this).replace(issuer.value() + "/", ISSUER + "/");
        } catch (JacksonException e) {
            throw new IllegalStateException("a declaration cannot be written", e);
        }
    }

    /** What is there twice would be written twice, and only the last would count. */
    private DeclarationDocument eachOnce() {
        once(apis().stream().map(ImportedApi::identifier), "apis");
        once(applications().stream().map(ImportedApplication::clientId), "applications");
        once(users().stream().map(it -> it.normalizedEmail().orElse("")), "users");
        return this;
    }

    private static void once(Stream<@Nullable String> names, String field) {
        Set<@Nullable String> seen = new HashSet<>();
        if (!names.allMatch(seen::add)) {
            throw new OAuthException(List.of(new FieldError(field, "has one of them twice")));
        }
    }

    @Override
    public List<ImportedApi> apis() {
        return listed(apis);
    }

    @Override
    public List<ImportedApplication> applications() {
        return listed(applications);
    }

    @Override
    public List<ImportedUser> users() {
        return listed(users);
    }

    private static <T> List<T> listed(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
