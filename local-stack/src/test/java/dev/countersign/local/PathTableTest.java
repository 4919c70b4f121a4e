package dev.countersign.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTableTest {

    private final PathTable table = PathTable.load();

    @ParameterizedTest
    @CsvSource({
        "/, auth-service",
        "/assets/style.css, auth-service",
        "/login, auth-service",
        "/oauth2/authorize, auth-service",
        "/.well-known/openid-configuration, token-service",
        "/oauth2/token, token-service",
        "/oauth2/userinfo, userinfo-service",
        "/oauth2/revoke, revocation-service",
        "/.well-known/oauth-protected-resource/api, resource-api",
        "/api/accounts, resource-api",
        "/api/accounts/7%40x, resource-api",
    })
    void eachPathHasItsOwner(String path, String service) {
        assertThat(table.find(path)).map(Route::service).contains(service);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "login",
                "http://elsewhere/login",
                "/login/",
                "/Login",
                "/api",
                "/assets",
                "/q/health/ready",
                "/q/metrics",
                "/oauth2/token/x",
            })
    void whatIsNotInTheTableIsNotThere(String path) {
        assertThat(table.find(path)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/../q/health",
                "/api/..",
                "/api/./me",
                "/api/%2e%2e/q/health",
                "/api/%2E./q/health",
                "/api/x%2f..%2fq",
                "/api/..%5cq",
                "/api/..\\q",
                "/api//q",
                "//api/me",
                "/api/me;a=b",
                "/api/me%3bx",
                "/api/%00",
                "/api/%0d%0aX: y",
                "/api/%252e%252e/q",
                "/api/%zz",
                "/api/%4",
                "/api/a\tb",
            })
    void aPathThatTwoProgramsMightReadDifferentlyIsNotThere(String path) {
        assertThat(table.find(path)).isEmpty();
    }

    @Test
    void theLongestMatchWins() {
        PathTable nested =
                new PathTable(
                        List.of(
                                new Route("/api/**", Set.of(), "wide"),
                                new Route("/api/inner/**", Set.of(), "narrow"),
                                new Route("/api/inner/one", Set.of(), "exact")));

        assertThat(nested.find("/api/x")).map(Route::service).contains("wide");
        assertThat(nested.find("/api/inner/x")).map(Route::service).contains("narrow");
        assertThat(nested.find("/api/inner/one")).map(Route::service).contains("exact");
    }

    @Test
    void aRouteAllowsItsMethodsAndThoseThatComeWithThem() {
        Route get = Route.parse("/x\tGET\ts");
        Route post = Route.parse("/x\tPOST\ts");

        assertThat(get.allows("HEAD")).isTrue();
        assertThat(get.allows("POST")).isFalse();
        assertThat(post.allows("OPTIONS")).isTrue();
        assertThat(post.allows("HEAD")).isFalse();
        assertThat(Route.parse("/x\t*\ts").allows("PURGE")).isTrue();
    }
}
