package dev.countersign.auth;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.path.xml.XmlPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A person at a browser: keeps cookies, follows no redirect by itself, fills in forms. */
public final class Visitor {

    public static final String PASSWORD = "countersign-demo";

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private final Map<String, String> cookies = new HashMap<>();
    private final Map<String, String> headers = new HashMap<>();

    /**
     * The parameters of a request that nothing is wrong with; names and values to change follow.
     */
    public static Map<String, String> request(String... changes) {
        Map<String, String> request = new HashMap<>();
        request.put("response_type", "code");
        request.put("client_id", "desktop-app");
        request.put("redirect_uri", "http://127.0.0.1:8001/callback");
        request.put("scope", "openid profile accounts:read");
        request.put("state", "a state");
        request.put("code_challenge", CHALLENGE);
        request.put("code_challenge_method", "S256");
        for (int i = 0; i < changes.length; i += 2) {
            request.put(changes[i], changes[i + 1]);
        }
        request.values().removeIf(String::isEmpty);
        return request;
    }

    public static Map<String, String> webRequest(String... changes) {
        Map<String, String> request =
                request(
                        "client_id",
                        "web-app",
                        "redirect_uri",
                        "https://web.example/callback?kept=yes",
                        "scope",
                        "openid accounts:read");
        request.putAll(
                request(changes).entrySet().stream()
                        .filter(it -> Arrays.asList(changes).contains(it.getKey()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        return request;
    }

    /** Of an application that may use any response type. */
    public static Map<String, String> tokensRequest(String responseType, String... changes) {
        Map<String, String> request =
                request(
                        "response_type", responseType,
                        "client_id", "tokens-app",
                        "redirect_uri", "https://tokens.example/callback",
                        "scope", "openid profile email accounts:read",
                        "nonce", "a nonce");
        for (int i = 0; i < changes.length; i += 2) {
            request.put(changes[i], changes[i + 1]);
        }
        request.values().removeIf(String::isEmpty);
        return request;
    }

    /** As behind the gateway, which names the address that it saw. */
    public Visitor from(String address) {
        headers.put("X-Forwarded-For", address);
        return this;
    }

    /** The address says another host than the one that the tests call. */
    public Visitor at(String host) {
        headers.put("Host", host);
        return this;
    }

    public Response authorize(Map<String, String> request) {
        return kept(given().queryParams(request), "GET", "/oauth2/authorize");
    }

    public Response get(String url) {
        return kept(given().urlEncodingEnabled(false), "GET", url);
    }

    public Response post(String path, Map<String, String> form) {
        return kept(
                given().contentType("application/x-www-form-urlencoded").formParams(form),
                "POST",
                path);
    }

    /** Opens the sign-in page of a request and gives the page. */
    public Response signInPage(Map<String, String> request) {
        return get(location(authorize(request)));
    }

    /** Fills in the page's sign-in form. */
    public Response signIn(Response page, String username, String password) {
        Map<String, String> form = hidden(page);
        form.put("username", username);
        form.put("password", password);
        return post("/login", form);
    }

    public Response signIn(Map<String, String> request, String username) {
        return signIn(signInPage(request), username, PASSWORD);
    }

    /** Presses a button of the page's consent form. */
    public Response answer(Response page, String answer) {
        Map<String, String> form = hidden(page);
        form.put("answer", answer);
        return post("/consent", form);
    }

    /** Presses the button of this account on the page of the choice. */
    public Response choose(Response page, String email) {
        String form =
                "**.find { it.name() == 'form' && it.button.span.any { s -> s.text() == '"
                        + email
                        + "' } }.input.find { it.@name == '%s' }.@value";
        Map<String, String> fields = new HashMap<>();
        for (String name : new String[] {"request", "chosen", "account_token"}) {
            fields.put(name, page.htmlPath().getString(form.formatted(name)));
        }
        return post("/login", fields);
    }

    /** Where the link leads. */
    public static String link(Response page, String id) {
        return page.htmlPath().getString("**.find { it.@id == '" + id + "' }.@href");
    }

    public Map<String, String> cookies() {
        return cookies;
    }

    public static Map<String, String> hidden(Response page) {
        Map<String, String> hidden = new HashMap<>();
        for (String name : new String[] {"request", "token"}) {
            hidden.put(
                    name,
                    page.htmlPath().getString("**.find { it.@name == '" + name + "' }.@value"));
        }
        return hidden;
    }

    public static String location(Response response) {
        return response.then().statusCode(303).extract().header("Location");
    }

    /** That the browser was sent nowhere: the person alone is told of this error. */
    public static void isPage(Response response, String error) {
        response.then()
                .statusCode(400)
                .contentType(containsString("text/html"))
                .header("Location", nullValue())
                .body(containsString(error));
    }

    /** The parameters of the answer that was sent to the application, by whichever mode. */
    public static Map<String, String> answer(Response response) {
        if (response.statusCode() == 200) {
            return posted(response);
        }
        URI location = URI.create(location(response));
        return parameters(
                location.getRawFragment() == null
                        ? location.getRawQuery()
                        : location.getRawFragment());
    }

    private static Map<String, String> parameters(String encoded) {
        return Arrays.stream(encoded.split("&"))
                .map(it -> it.split("=", 2))
                .collect(
                        Collectors.toMap(
                                it -> it[0],
                                it -> URLDecoder.decode(it[1], StandardCharsets.UTF_8)));
    }

    /** OAuth 2.0 Form Post Response Mode §2. */
    private static Map<String, String> posted(Response response) {
        XmlPath page = response.htmlPath();
        List<String> names = page.getList("**.findAll { it.@type == 'hidden' }.@name");
        List<String> values = page.getList("**.findAll { it.@type == 'hidden' }.@value");
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            parameters.put(names.get(i), values.get(i));
        }
        return parameters;
    }

    private Response kept(RequestSpecification request, String method, String url) {
        Response response =
                request.redirects()
                        .follow(false)
                        .cookies(cookies)
                        .headers(headers)
                        .request(method, url);
        cookies.putAll(response.cookies());
        return response;
    }
}
