package dev.countersign.auth.consent;

import static dev.countersign.auth.Visitor.location;
import static dev.countersign.auth.Visitor.request;
import static dev.countersign.auth.Visitor.webRequest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.auth.Declared;
import dev.countersign.auth.Visitor;
import dev.countersign.embedded.EmbeddedStackResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked for, in sentences: each once, whether by a scope or by a claim. */
@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
class ConsentPageTest {

    private final Visitor alice = new Visitor();

    @Inject Declared declared;

    @BeforeEach
    void everythingDeclaredIsThere() {
        declared.await();
        declared.forgetConsents();
        alice.signIn(webRequest(), "alice@example.com");
    }

    @Test
    void eachScopeIsASentence() {
        assertThat(
                        permissions(
                                request(
                                        "scope",
                                        "openid profile email address phone offline_access"
                                                + " accounts:read")))
                .containsExactly(
                        "Know that it is you",
                        "See your name and what else your profile says",
                        "See your email address",
                        "See your postal address",
                        "See your telephone number",
                        "Keep this access while you are not using it, until it ends or is taken back",
                        "See your accounts and their balances");
    }

    /** OpenID Connect Core 1.0 §5.4, §5.5. */
    @Test
    void aClaimIsTheSentenceOfItsScope() {
        Map<String, String> sentences =
                Map.of(
                        "nickname", "See your name and what else your profile says",
                        "family_name#ja-Kana-JP", "See your name and what else your profile says",
                        "email_verified", "See your email address",
                        "address", "See your postal address",
                        "phone_number", "See your telephone number");
        sentences.forEach(
                (claim, sentence) ->
                        assertThat(permissions(asking("userinfo", claim)))
                                .as(claim)
                                .isEqualTo(permissions(asking("id_token", claim)))
                                .containsExactly("Know that it is you", sentence));
    }

    @Test
    void whatAScopeAndAClaimAskForIsSaidOnce() {
        String claims =
                """
                {"userinfo": {"email": null, "email_verified": null}, "id_token": {"email": null}}
                """;

        assertThat(permissions(request("scope", "openid email", "claims", claims)))
                .containsExactly("Know that it is you", "See your email address");
    }

    private static Map<String, String> asking(String member, String claim) {
        return request(
                "scope",
                "openid",
                "claims",
                "{\"%s\":{\"%s\":{\"essential\":true}}}".formatted(member, claim));
    }

    private List<String> permissions(Map<String, String> request) {
        Response page = alice.get(location(alice.authorize(request)));
        return page.htmlPath().<String>getList("**.findAll { it.name() == 'li' }").stream()
                .map(String::strip)
                .toList();
    }
}
