package dev.countersign.protocol.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.protocol.Scopes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** OpenID Connect Core 1.0 §5.5, §5.5.1. */
class ClaimsRequestTest {

    private static final Map<String, Object> ESSENTIAL = Map.of("essential", true);

    /** OpenID Connect Core 1.0 §5.5: its first example. */
    private static final ClaimsRequest EXAMPLE =
            ClaimsRequest.of(
                    json(
                            "userinfo",
                            json(
                                    "given_name",
                                    ESSENTIAL,
                                    "nickname",
                                    null,
                                    "email",
                                    ESSENTIAL,
                                    "email_verified",
                                    ESSENTIAL,
                                    "picture",
                                    null,
                                    "http://example.info/claims/groups",
                                    null),
                            "id_token",
                            json(
                                    "auth_time",
                                    ESSENTIAL,
                                    "acr",
                                    Map.of("values", List.of("urn:mace:incommon:iap:silver")))));

    @Test
    void theExampleOfTheSpecificationIsRead() {
        assertThat(EXAMPLE.userinfo().values().keySet())
                .containsExactly("email", "email_verified", "given_name", "nickname", "picture");
        assertThat(EXAMPLE.userinfo().asksFor("nickname", "Al")).isTrue();
        assertThat(EXAMPLE.userinfo().asksFor("name", "Al Adams")).isFalse();
        assertThat(EXAMPLE.idToken().acr())
                .contains(new RequestedClaim(false, List.of("urn:mace:incommon:iap:silver")));
    }

    /** OpenID Connect Core 1.0 §5.5.1, §8.1: of pairwise subjects the values have other names. */
    @Test
    void subjectsThatAreAskedForAreRenamedAndNothingElseIs() {
        ClaimsRequest asked =
                ClaimsRequest.of(
                        json(
                                "userinfo",
                                json("sub", json("value", "a"), "nickname", json("value", "a")),
                                "id_token",
                                json("sub", json("essential", true, "values", List.of("a", "b")))));
        assertThat(asked.subjects()).containsExactlyInAnyOrder("a", "b");

        ClaimsRequest renamed = asked.renamed(it -> it.equals("a") ? "alice" : "");

        assertThat(renamed.json())
                .isEqualTo(
                        json(
                                "userinfo",
                                json(
                                        "nickname",
                                        json("values", List.of("a")),
                                        "sub",
                                        json("values", List.of("alice"))),
                                "id_token",
                                json(
                                        "sub",
                                        json("essential", true, "values", List.of("alice", "")))));
        assertThat(EXAMPLE.subjects()).isEmpty();
        assertThat(EXAMPLE.renamed(it -> "another")).isEqualTo(EXAMPLE);
    }

    /** OpenID Connect Core 1.0 §5.5: what is not understood is ignored, wherever it stands. */
    @Test
    void whatIsNotUnderstoodIsIgnored() {
        ClaimsRequest request =
                ClaimsRequest.of(
                        json(
                                "verified",
                                3L,
                                "userinfo",
                                json(
                                        "shoe_size",
                                        Map.of("values", List.of(List.of(List.of(44L)))),
                                        "email#fr",
                                        null,
                                        "name",
                                        json("purpose", 1L))));

        assertThat(request.userinfo().values())
                .isEqualTo(Map.of("name", new RequestedClaim(false, List.of())));
        assertThat(request.idToken().isEmpty()).isTrue();
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                        json("userinfo", null),
                        json("userinfo", List.of("name")),
                        json("id_token", "name"),
                        json("userinfo", json("name", 1L)),
                        json("userinfo", json("name", true)),
                        json("userinfo", json("name", "Alice")),
                        json("userinfo", json("name", List.of())),
                        json("userinfo", json("shoe_size", 44L)),
                        json("userinfo", json("name", json("essential", "true"))),
                        json("userinfo", json("name", json("essential", null))),
                        json("userinfo", json("shoe_size", json("essential", 1L))),
                        json("userinfo", json("name", json("values", "Alice"))),
                        json("userinfo", json("name", json("values", List.of()))),
                        json("userinfo", json("name", json("value", null))),
                        json("userinfo", json("name", json("value", List.of("Alice")))),
                        json("userinfo", json("updated_at", json("value", 1.5))),
                        json("userinfo", json("address", json("value", json("country", 1L)))),
                        json(
                                "userinfo",
                                json(
                                        "name",
                                        json("value", "Alice", "values", List.of("Bob", "Carol")))),
                        json("userinfo", json("website#fr", null, "website#FR", null)))
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void anotherFormIsRefused(Map<String, @Nullable Object> json) {
        assertThatThrownBy(() -> ClaimsRequest.of(json))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** OpenID Connect Core 1.0 §5.5.1: one value is a choice of one. */
    @Test
    void aClaimOfAnotherValueIsNotTheOneThatWasAskedFor() {
        RequestedClaims claims =
                ClaimsRequest.of(
                                json(
                                        "userinfo",
                                        json(
                                                "name",
                                                json("value", "Alice", "essential", true),
                                                "zoneinfo",
                                                json("values", List.of("Europe/Rome", "UTC")),
                                                "nickname",
                                                json("value", "Al", "values", List.of("A", "Al")),
                                                "updated_at",
                                                json("value", 7),
                                                "address",
                                                json("value", json("country", "SE")))))
                        .userinfo();

        assertThat(claims.asksFor("name", "Alice")).isTrue();
        assertThat(claims.asksFor("name", "Bob")).isFalse();
        assertThat(claims.asksFor("zoneinfo", "UTC")).isTrue();
        assertThat(claims.asksFor("zoneinfo", "Europe/Paris")).isFalse();
        assertThat(claims.asksFor("nickname", "Al")).isTrue();
        assertThat(claims.asksFor("nickname", "A")).isFalse();
        assertThat(claims.asksFor("updated_at", 7L)).isTrue();
        assertThat(claims.asksFor("address", Map.of("country", "SE"))).isTrue();
        assertThat(claims.asksFor("address", Map.of("country", "SE", "locality", "Lund")))
                .isFalse();
    }

    /** OpenID Connect Core 1.0 §5.2: a language is its own claim, however its tag is spelled. */
    @Test
    void aLanguageIsAskedForByItsTag() {
        RequestedClaims claims =
                ClaimsRequest.of(json("id_token", json("family_name#ja-Kana-JP", null))).idToken();

        assertThat(claims.asksFor("family_name#ja-Kana-JP", "アダムス")).isTrue();
        assertThat(claims.asksFor("family_name#JA-kana-jp", "アダムス")).isTrue();
        assertThat(claims.asksFor("family_name#ja-Hani-JP", "ドウ")).isFalse();
        assertThat(claims.asksFor("family_name", "Adams")).isFalse();
    }

    /** OpenID Connect Core 1.0 §5.5.1: at whichever place, nobody else may answer. */
    @Test
    void aSubjectThatIsAskedForIsTheOnlyOne() {
        ClaimsRequest one = ClaimsRequest.of(json("id_token", json("sub", json("value", "alice"))));
        ClaimsRequest some =
                ClaimsRequest.of(
                        json("userinfo", json("sub", json("values", List.of("alice", "bob")))));
        ClaimsRequest any = ClaimsRequest.of(json("id_token", json("sub", ESSENTIAL)));
        ClaimsRequest number = ClaimsRequest.of(json("id_token", json("sub", json("value", 1L))));
        ClaimsRequest contradictory = new ClaimsRequest(some.userinfo(), number.idToken());

        assertThat(one.isFor("alice")).isTrue();
        assertThat(one.isFor("bob")).isFalse();
        assertThat(some.isFor("bob")).isTrue();
        assertThat(some.isFor("carol")).isFalse();
        assertThat(any.isFor("carol")).isTrue();
        assertThat(number.isFor("1")).isFalse();
        assertThat(contradictory.isFor("alice")).isFalse();
        assertThat(one.subject()).contains("alice");
        assertThat(some.subject()).isEmpty();
        assertThat(any.subject()).isEmpty();
    }

    /** OpenID Connect Core 1.0 §5.4: a claim by its name is a part of its scope. */
    @Test
    void aClaimIsWorthTheScopeThatWouldBringIt() {
        ClaimsRequest request =
                ClaimsRequest.of(
                        json(
                                "userinfo",
                                json("phone_number", null, "sub", json("value", "alice")),
                                "id_token",
                                json("family_name#ja", null, "email", null, "acr", null)));

        assertThat(request.scopes().values())
                .containsExactlyInAnyOrderElementsOf(Scopes.parse("phone email profile").values());
        ClaimsRequest within = request.within(Scopes.parse("openid email"));
        assertThat(within.userinfo().values()).containsOnlyKeys("sub");
        assertThat(within.idToken().values()).containsOnlyKeys("acr", "email");
        assertThat(within.ofThePerson().userinfo().isEmpty()).isTrue();
        assertThat(within.ofThePerson().idToken().values()).containsOnlyKeys("email");
    }

    @Test
    void whatIsKeptIsReadAsTheSameAndHasOneSpelling() {
        assertThat(ClaimsRequest.of(EXAMPLE.json())).isEqualTo(EXAMPLE);
        assertThat(ClaimsRequest.NONE.json()).isEmpty();
        assertThat(
                        ClaimsRequest.of(
                                json(
                                        "id_token",
                                        json(
                                                "nickname#FR",
                                                json("essential", false, "value", "Al")))))
                .isEqualTo(
                        ClaimsRequest.of(
                                json(
                                        "id_token",
                                        json("nickname#fr", json("values", List.of("Al"))))));
    }

    @Test
    void whatIsKeptIsBounded() {
        List<String> names =
                IntStream.range(0, 400).mapToObj(it -> "%s".formatted(it).repeat(5)).toList();
        Map<String, @Nullable Object> many =
                json("userinfo", json("name", json("values", List.copyOf(names))));

        assertThatThrownBy(() -> ClaimsRequest.of(many))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noValueStandsInALog() {
        ClaimsRequest request =
                ClaimsRequest.of(json("userinfo", json("email", json("value", "a@example.com"))));

        assertThat(request.toString()).contains("email").doesNotContain("example.com");
    }

    private static Map<String, @Nullable Object> json(@Nullable Object... members) {
        Map<String, @Nullable Object> json = new HashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            json.put(String.valueOf(members[i]), members[i + 1]);
        }
        return json;
    }
}
