package dev.countersign.system;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.countersign.desktop.browser.Person;
import dev.countersign.desktop.http.Answer;
import dev.countersign.system.client.Administration;
import dev.countersign.system.client.App;
import dev.countersign.system.client.AuthorizationRequest;
import dev.countersign.system.client.Authorized;
import dev.countersign.system.client.Callback;
import dev.countersign.system.client.Form;
import dev.countersign.system.client.Issued;
import dev.countersign.system.client.Origin;
import dev.countersign.system.client.SigningApp;
import dev.countersign.system.client.Visitor;
import dev.countersign.system.stack.RunningStack;
import dev.countersign.system.stack.SystemTest;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * OpenID Connect Discovery 1.0 §3: each member of the document is exercised, and there is no other.
 */
@SystemTest
class DiscoveryMembersIT {

    private static final String PASSWORD = "nine-lamps-of-brass";
    private static final String CALLBACK = "http://127.0.0.1:7780/callback";
    private static final String PEOPLE = "openid profile email address phone offline_access";

    private static final String CLAIMS =
            "{\"userinfo\":{\"locale\":null},\"id_token\":{\"gender\":null}}";

    private final RunningStack stack;
    private final Origin origin;
    private final App app;
    private final String user;
    private final Visitor visitor;
    private final Administration administration;
    private final Map<String, SigningApp> signers = new LinkedHashMap<>();
    private final Map<String, Exercise> exercises = new LinkedHashMap<>();

    private interface Exercise {
        void with(Object value) throws Exception;
    }

    private interface ExerciseOfOne {
        void with(String value) throws Exception;
    }

    DiscoveryMembersIT(RunningStack stack) throws IOException {
        this.stack = stack;
        this.origin = Origin.of(stack);
        this.administration = new Administration(origin);
        this.app = registered(administration, "\"enabled\": true");
        String email = "dora-" + UUID.randomUUID() + "@example.com";
        this.user = person(administration, email);
        this.visitor = new Visitor(origin, Person.whoAllows(email, PASSWORD));
        visitor.signIn(app);
        endpoints();
        lists();
        switches();
    }

    /**
     * @param members of the document besides
     */
    private static App registered(Administration administration, String members)
            throws IOException {
        return registered(administration, CALLBACK, members);
    }

    private static App registered(Administration administration, String callback, String members)
            throws IOException {
        Answer made =
                administration.call(
                        "POST",
                        "/admin/applications",
                        """
                        {"name": "Everything", "authenticator": "Authorization Code Flow",
                         "redirect_uris": ["%s"], "consent": false,
                         "scopes": ["openid", "profile", "email", "address", "phone",
                           "offline_access", "accounts:read"],
                         "response_types": ["code", "code id_token", "code token",
                           "code id_token token", "id_token", "id_token token"], %s}
                        """
                                .formatted(callback, members),
                        201);
        return new App(made.text("client_id"), made.text("client_secret"), callback);
    }

    private static String person(Administration administration, String email) throws IOException {
        return administration
                .call(
                        "POST",
                        "/admin/users",
                        """
                        {"first_name": "Dora", "last_name": "Day", "email": "%s",
                         "password": "%s", "confirm_password": "%s",
                         "claims": {"middle_name": "D.", "nickname": "D", "preferred_username": "dd",
                           "profile": "https://dora.example/", "picture": "https://dora.example/d.png",
                           "website": "https://dora.example/w", "gender": "female",
                           "birthdate": "1990-02-28", "zoneinfo": "Europe/Paris", "locale": "fr-FR",
                           "phone_number": "+33 1 23 45 67 89", "phone_number_verified": true,
                           "address": {"country": "FR"}}}
                        """
                                .formatted(email, PASSWORD, PASSWORD),
                        201)
                .text("id");
    }

    /** By the session of the browser. */
    private Answer asked(AuthorizationRequest request) throws IOException {
        return origin.getWithCookies(request.path(), visitor.cookies());
    }

    private static AuthorizationRequest request(App app) {
        return AuthorizationRequest.of(app);
    }

    private AuthorizationRequest request() {
        return request(app);
    }

    private static String location(Answer answer) {
        return answer.header("Location").orElse(answer.status() + " " + answer.body());
    }

    /** What came in the query, or in the fragment. */
    private static Callback callback(Answer answer) {
        return Callback.of(URI.create(location(answer).replace('#', '?')));
    }

    private Issued tokens(String scope) throws IOException {
        return tokens(app, scope);
    }

    private Issued tokens(App app, String scope) throws IOException {
        AuthorizationRequest request = request(app).with("scope", scope);
        return Issued.by(new Authorized(request, callback(asked(request))).redeem(origin));
    }

    private String path(Object url) {
        assertThat(url).asString().startsWith(stack.issuer() + "/");
        return url.toString().substring(stack.issuer().length());
    }

    private void endpoints() {
        exercises.put("issuer", it -> assertThat(it).isEqualTo(stack.issuer()));
        exercises.put(
                "authorization_endpoint",
                it -> {
                    assertThat(request().path()).startsWith(path(it) + "?");
                    assertThat(callback(asked(request())).parameter("code")).isNotEmpty();
                });
        exercises.put(
                "token_endpoint",
                it ->
                        assertThat(origin.post(path(it), App.DESKTOP, Form.of()).text("error"))
                                .isEqualTo("invalid_request"));
        exercises.put(
                "jwks_uri", it -> assertThat(origin.get(path(it)).json()).containsKey("keys"));
        exercises.put(
                "userinfo_endpoint",
                it ->
                        assertThat(origin.get(path(it), tokens("openid").accessToken()).json())
                                .containsEntry("sub", user));
        exercises.put("revocation_endpoint", it -> revokes(path(it), "client_secret_basic"));
        exercises.put("introspection_endpoint", it -> introspects(path(it), "client_secret_post"));
        exercises.put(
                "pushed_authorization_request_endpoint",
                it -> {
                    Answer pushed = origin.post(path(it), app, request().parameters());
                    AuthorizationRequest named = request().pushed(pushed.text("request_uri"));
                    assertThat(callback(asked(named)).parameter("code")).isNotEmpty();
                });
        exercises.put(
                "end_session_endpoint", it -> assertThat(origin.get(path(it)).isHtml()).isTrue());
    }

    private void lists() {
        each("response_types_supported", this::respondsWith);
        each("response_modes_supported", this::respondsBy);
        each("grant_types_supported", this::grants);
        each(
                "subject_types_supported",
                it -> {
                    App its =
                            registered(
                                    administration,
                                    "https://everything.example/callback",
                                    "\"subject_type\": \"" + it + "\"");
                    assertThat(user.equals(idToken(tokens(its, "openid").idToken()).get("sub")))
                            .isEqualTo(it.equals("public"));
                });
        each(
                "id_token_signing_alg_values_supported",
                it ->
                        assertThat(algorithm(tokens(signedFor(it), "openid").idToken()))
                                .isEqualTo(it));
        each(
                "userinfo_signing_alg_values_supported",
                it ->
                        assertThat(
                                        algorithm(
                                                origin.get(
                                                                "/oauth2/userinfo",
                                                                tokens(signedFor(it), "openid")
                                                                        .accessToken())
                                                        .body()))
                                .isEqualTo(it));
        each(
                "scopes_supported",
                it -> assertThat(tokens("openid " + it).scope().split(" ")).contains(it));
        exercises.put("claims_supported", it -> assertThat(claims()).containsAll(texts(it)));
        each("claim_types_supported", it -> assertThat(it).isEqualTo("normal"));
        each(
                "acr_values_supported",
                it -> assertThat(idToken(tokens("openid").idToken())).containsEntry("acr", it));
        each("prompt_values_supported", this::prompts);
        each("code_challenge_methods_supported", it -> assertThat(it).isEqualTo("S256"));
        each("token_endpoint_auth_methods_supported", this::authenticates);
        each("revocation_endpoint_auth_methods_supported", it -> revokes("/oauth2/revoke", it));
        each(
                "introspection_endpoint_auth_methods_supported",
                it -> introspects("/oauth2/introspect", it));
        each(
                "token_endpoint_auth_signing_alg_values_supported",
                it -> signs("/oauth2/token", it, redemption()));
        each(
                "revocation_endpoint_auth_signing_alg_values_supported",
                it -> signs("/oauth2/revoke", it, Form.of("token", "unknown")));
        each(
                "introspection_endpoint_auth_signing_alg_values_supported",
                it -> signs("/oauth2/introspect", it, Form.of("token", "unknown")));
    }

    private void switches() {
        exercises.put(
                "authorization_response_iss_parameter_supported",
                it -> {
                    assertThat(it).isEqualTo(true);
                    assertThat(callback(asked(request())).parameter("iss"))
                            .isEqualTo(stack.issuer());
                });
        exercises.put(
                "claims_parameter_supported",
                it -> {
                    assertThat(it).isEqualTo(true);
                    AuthorizationRequest claims =
                            request()
                                    .with("response_type", "id_token token")
                                    .with("scope", "openid")
                                    .with("claims", CLAIMS);
                    Callback answer = callback(asked(claims));
                    assertThat(idToken(answer.parameter("id_token")))
                            .containsEntry("gender", "female");
                    assertThat(
                                    origin.get("/oauth2/userinfo", answer.parameter("access_token"))
                                            .json())
                            .containsOnlyKeys("sub", "locale");
                });
        exercises.put("request_parameter_supported", it -> assertThat(it).isEqualTo(true));
        each("request_object_signing_alg_values_supported", this::signsRequests);
        exercises.put(
                "request_uri_parameter_supported",
                it -> {
                    assertThat(it).isEqualTo(false);
                    AuthorizationRequest request =
                            request().with("request_uri", "https://x.example/");
                    assertThat(callback(asked(request)).parameter("error"))
                            .isEqualTo("request_uri_not_supported");
                });
        exercises.put(
                "require_pushed_authorization_requests",
                it -> {
                    assertThat(it).isEqualTo(false);
                    assertThat(callback(asked(request())).parameter("code")).isNotEmpty();
                });
    }

    private void signsRequests(String algorithm) throws IOException {
        SigningApp signing = signer(algorithm);
        AuthorizationRequest request = request(signing.app()).with("scope", "openid profile");
        assertThat(
                        callback(asked(request.signed(signing.requestObject(request))))
                                .parameter("code"))
                .as(algorithm)
                .isNotEmpty();
    }

    private void each(String member, ExerciseOfOne exercise) {
        exercises.put(
                member,
                values -> {
                    assertThat(texts(values)).as(member).isNotEmpty();
                    for (String value : texts(values)) {
                        exercise.with(value);
                    }
                });
    }

    @SuppressWarnings("unchecked")
    private static List<String> texts(Object values) {
        return (List<String>) values;
    }

    private void respondsWith(String type) throws IOException {
        Callback answer =
                callback(
                        asked(
                                request()
                                        .with("response_type", type)
                                        .with("response_mode", "fragment")));
        List<String> parts = List.of(type.split(" "));
        assertThat(answer.parameters().containsKey("code"))
                .as(type)
                .isEqualTo(parts.contains("code"));
        assertThat(answer.parameters().containsKey("id_token"))
                .as(type)
                .isEqualTo(parts.contains("id_token"));
        assertThat(answer.parameters().containsKey("access_token"))
                .as(type)
                .isEqualTo(parts.contains("token"));
    }

    private void respondsBy(String mode) throws IOException {
        Answer answer = asked(request().with("response_mode", mode));
        switch (mode) {
            case "query" -> assertThat(location(answer)).startsWith(CALLBACK + "?");
            case "fragment" -> assertThat(location(answer)).startsWith(CALLBACK + "#");
            case "form_post" ->
                    assertThat(answer.body())
                            .contains("action=\"" + CALLBACK + "\"", "name=\"code\"");
            default -> throw new AssertionError("nobody knows how to read " + mode);
        }
    }

    private void grants(String type) throws IOException {
        if (type.equals("implicit")) {
            respondsWith("id_token token");
            return;
        }
        Form form =
                Form.of(
                        "grant_type",
                        type,
                        "code",
                        "x",
                        "redirect_uri",
                        CALLBACK,
                        "code_verifier",
                        "x".repeat(43),
                        "refresh_token",
                        "x");
        App caller = type.equals("client_credentials") ? App.SERVICE : app;
        assertThat(origin.post("/oauth2/token", caller, form).text("error"))
                .as(type)
                .isEqualTo(type.equals("client_credentials") ? "" : "invalid_grant");
    }

    private void prompts(String prompt) throws IOException {
        String location = location(asked(request().with("prompt", prompt)));
        String expected =
                switch (prompt) {
                    case "none" -> CALLBACK + "?";
                    case "login", "select_account" -> "/login?";
                    case "consent" -> "/consent?";
                    default -> throw new AssertionError("nobody knows prompt=" + prompt);
                };
        assertThat(location.replace(stack.issuer(), "")).as(prompt).startsWith(expected);
    }

    /** Of a code that nobody has issued. */
    private static Form redemption() {
        return Form.of(
                "grant_type",
                "authorization_code",
                "code",
                "x",
                "redirect_uri",
                CALLBACK,
                "code_verifier",
                "x".repeat(43));
    }

    /** Whoever is not authenticated gets 401, whatever they ask for. */
    private void signs(String path, String algorithm, Form form) throws Exception {
        assertThat(origin.post(path, signer(algorithm).authenticate(form)).status())
                .as(algorithm)
                .isNotEqualTo(401);
    }

    private SigningApp signer(String algorithm) {
        return signers.computeIfAbsent(
                algorithm,
                it -> {
                    try {
                        return it.equals("HS256")
                                ? SigningApp.bySecret(administration, stack.issuer(), CALLBACK)
                                : SigningApp.byKey(administration, stack.issuer(), it, CALLBACK);
                    } catch (IOException | GeneralSecurityException e) {
                        throw new AssertionError("no application signs by " + it, e);
                    }
                });
    }

    private void authenticates(String method) throws Exception {
        assertThat(posted("/oauth2/token", method, redemption()).text("error"))
                .as(method)
                .isEqualTo("invalid_grant");
    }

    private void revokes(String path, String method) throws IOException {
        assertThat(posted(path, method, Form.of("token", "unknown")).status())
                .as(method)
                .isEqualTo(200);
    }

    private void introspects(String path, String method) throws IOException {
        assertThat(posted(path, method, Form.of("token", "unknown")).json())
                .as(method)
                .containsEntry("active", false);
    }

    private static String algorithm(String jwt) throws ParseException {
        return SignedJWT.parse(jwt).getHeader().getAlgorithm().getName();
    }

    private App signedFor(String algorithm) throws IOException {
        return registered(
                administration,
                """
                "id_token_signed_response_alg": "%1$s", "userinfo_signed_response_alg": "%1$s"
                """
                        .formatted(algorithm));
    }

    private Answer posted(String path, String method, Form form) throws IOException {
        return switch (method) {
            case "none" -> origin.post(path, App.DESKTOP, form);
            case "client_secret_basic" -> origin.post(path, app, form);
            case "client_secret_post" ->
                    origin.post(
                            path,
                            form.and("client_id", app.clientId())
                                    .and("client_secret", app.secret()));
            case "client_secret_jwt" -> origin.post(path, signer("HS256").authenticate(form));
            case "private_key_jwt" -> origin.post(path, signer("ES256").authenticate(form));
            default -> throw new AssertionError("nobody knows how to authenticate by " + method);
        };
    }

    /** Of an ID token that has everything beside it, and of userinfo. */
    private Set<String> claims() throws Exception {
        Callback answer =
                callback(
                        asked(
                                request()
                                        .with("response_type", "code id_token token")
                                        .with("scope", PEOPLE.replace(" offline_access", ""))));
        Set<String> claims = new HashSet<>(idToken(answer.parameter("id_token")).keySet());
        claims.addAll(
                origin.get("/oauth2/userinfo", answer.parameter("access_token")).json().keySet());
        return claims;
    }

    private static Map<String, Object> idToken(String token) throws Exception {
        return requireNonNull(SignedJWT.parse(token).getJWTClaimsSet()).toJSONObject();
    }

    @Test
    void everyMemberIsWhatThereIs() throws Exception {
        Map<String, Object> document = origin.get("/.well-known/openid-configuration").json();

        assertThat(document.keySet()).isEqualTo(exercises.keySet());
        for (Map.Entry<String, Object> member : document.entrySet()) {
            requireNonNull(exercises.get(member.getKey())).with(member.getValue());
        }
    }
}
