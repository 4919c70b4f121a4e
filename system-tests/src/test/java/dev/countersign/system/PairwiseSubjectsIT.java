package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.countersign.desktop.browser.Person;
import dev.countersign.desktop.http.Answer;
import dev.countersign.system.client.Administration;
import dev.countersign.system.client.App;
import dev.countersign.system.client.Authorized;
import dev.countersign.system.client.Everywhere;
import dev.countersign.system.client.Form;
import dev.countersign.system.client.Issued;
import dev.countersign.system.client.Origin;
import dev.countersign.system.client.Refused;
import dev.countersign.system.client.Visitor;
import dev.countersign.system.stack.RunningStack;
import dev.countersign.system.stack.SystemTest;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * OpenID Connect Core 1.0 §8.1 through the whole system, and contract, section 5: whatever
 * applications call a person, one rule takes back what the person gave to all of them.
 */
@SystemTest
class PairwiseSubjectsIT {

    private static final String PASSWORD = "seven-lamps-of-brass";

    private final Origin origin;
    private final Everywhere everywhere;
    private final Administration administration;
    private final String id;
    private final App shop;
    private final App bank;
    private final Visitor nora;
    private final Issued atTheShop;
    private final Issued atTheBank;

    PairwiseSubjectsIT(RunningStack stack) throws IOException {
        this.origin = Origin.of(stack);
        this.everywhere = new Everywhere(origin);
        this.administration = new Administration(origin);
        String email = "nora-" + UUID.randomUUID() + "@example.com";
        this.id =
                administration
                        .call(
                                "POST",
                                "/admin/users",
                                """
                                {"first_name": "Nora", "email": "%s", "password": "%s",
                                 "confirm_password": "%s"}
                                """
                                        .formatted(email, PASSWORD, PASSWORD),
                                201)
                        .text("id");
        this.shop = pairwise("https://shop.example/callback");
        this.bank = pairwise("https://bank.example/callback");
        this.nora = new Visitor(origin, Person.whoAllows(email, PASSWORD));
        this.atTheShop = nora.signIn(shop);
        this.atTheBank = nora.signIn(bank);
        everywhere.assertWorks(atTheShop);
        everywhere.assertWorks(atTheBank);
    }

    private App pairwise(String callback) throws IOException {
        Answer made =
                administration.call(
                        "POST",
                        "/admin/applications",
                        """
                        {"name": "Shop", "authenticator": "Authorization Code Flow",
                         "redirect_uris": ["%s"], "consent": false, "subject_type": "pairwise",
                         "scopes": ["openid", "profile", "email", "offline_access", "accounts:read"]}
                        """
                                .formatted(callback),
                        201);
        return new App(made.text("client_id"), made.text("client_secret"), callback);
    }

    private static String subject(Issued tokens) {
        return String.valueOf(tokens.claims().get("sub"));
    }

    private static String named(String idToken) throws Exception {
        return SignedJWT.parse(idToken).getJWTClaimsSet().getSubject();
    }

    @Test
    void whateverAnApplicationIsToldNamesThePersonByTheSameSubject() throws Exception {
        String subject = subject(atTheShop);

        assertThat(subject).isNotEqualTo(id).isNotEqualTo(subject(atTheBank));
        assertThat(named(atTheShop.idToken())).isEqualTo(subject);
        assertThat(origin.get("/oauth2/userinfo", atTheShop.accessToken()).text("sub"))
                .isEqualTo(subject);
        assertThat(origin.get("/api/me", atTheShop.accessToken()).body())
                .contains(subject)
                .doesNotContain(id);
        assertThat(
                        origin.post(
                                        "/oauth2/introspect",
                                        App.ACCOUNTS_API,
                                        Form.of("token", atTheShop.accessToken()))
                                .text("sub"))
                .isEqualTo(subject);
        assertThat(
                        origin.post(
                                        "/oauth2/introspect",
                                        shop,
                                        Form.of("token", atTheShop.refreshToken()))
                                .text("sub"))
                .isEqualTo(subject);
        assertThat(subject(nora.signIn(shop))).isEqualTo(subject);
    }

    /** Core §12.2: the subject is that of the first ID token, whatever the application is now. */
    @Test
    void aGrantKeepsItsSubject() throws Exception {
        administration.call(
                "PATCH",
                "/admin/applications/" + shop.clientId(),
                "{\"subject_type\": \"public\"}",
                200);

        Issued refreshed = Issued.by(atTheShop.refresh(origin, shop));

        assertThat(subject(refreshed)).isEqualTo(subject(atTheShop));
        assertThat(named(refreshed.idToken())).isEqualTo(subject(atTheShop));
        everywhere.assertWorks(refreshed);
    }

    @Test
    void anAdministratorFindsByTheSubjectThatAnApiHasSeen() throws Exception {
        Answer found =
                origin.get("/admin/tokens?user=" + subject(atTheShop), administration.token());

        assertThat(found.body()).contains(shop.clientId(), bank.clientId(), id);
    }

    @Test
    void aRuleOnOneSubjectTakesBackWhatThePersonGaveUnderAll() throws Exception {
        Authorized code = nora.authorize(shop);

        administration.revoke("{\"user\": \"" + subject(atTheShop) + "\"}");

        for (Issued tokens : List.of(atTheShop, atTheBank)) {
            everywhere.assertAccessTokenIsGone(tokens);
        }
        everywhere.assertGone(atTheShop, shop);
        everywhere.assertGone(atTheBank, bank);
        Refused.with(code.redeem(origin), 400, "invalid_grant");
        everywhere.assertWorks(nora.signIn(shop));
    }

    @Test
    void whoIsErasedIsGoneEverywhere() throws Exception {
        administration.call("DELETE", "/admin/users/" + id, "", 204);

        everywhere.assertGone(atTheShop, shop);
        everywhere.assertGone(atTheBank, bank);
    }

    /** RFC 7009: of one's own token, under whatever name. */
    @Test
    void anApplicationRevokesItsOwn() throws Exception {
        assertThat(atTheShop.revokeRefreshToken(origin, shop).status()).isEqualTo(200);

        everywhere.assertGone(atTheShop, shop);
        everywhere.assertWorks(atTheBank);
    }
}
