package dev.countersign.auth.dialect;

import dev.countersign.auth.authorize.AuthorizationResponse;
import dev.countersign.auth.authorize.CodeIssuer;
import dev.countersign.auth.browser.Browser;
import dev.countersign.auth.dialect.DialectRequests.Asked;
import dev.countersign.protocol.Issuer;
import dev.countersign.protocol.SessionId;
import dev.countersign.protocol.error.OAuthException;
import dev.countersign.protocol.error.Refusal;
import dev.countersign.protocol.pkce.DialectChallenge;
import dev.countersign.store.person.Account;
import dev.countersign.store.request.PendingRequest;
import dev.countersign.store.session.SsoSession;
import dev.countersign.store.signin.Decision.Authorized;
import dev.countersign.store.signin.Decision.ConsentMissing;
import dev.countersign.store.signin.Decision.Fallen;
import dev.countersign.store.signin.Decision.NotAMember;
import dev.countersign.store.signin.Decision.PasswordChangeDue;
import dev.countersign.store.signin.SignIn;
import dev.countersign.store.signin.SignIns;
import dev.countersign.web.refusal.RefusalLog;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What follows a right password where there is no browser: a code, or where to go on with one. */
@Singleton
final class DialectSignIn {

    /** RFC 8176. */
    private static final List<String> PASSWORD = List.of("pwd");

    private final SignIns signIns;
    private final CodeIssuer codes;
    private final Issuer issuer;

    DialectSignIn(SignIns signIns, CodeIssuer codes, Issuer issuer) {
        this.signIns = signIns;
        this.codes = codes;
        this.issuer = issuer;
    }

    Uni<Response> finish(Asked asked, Account account, Browser browser) {
        PendingRequest request = asked.request();
        SignIn signIn =
                new SignIn(
                        account.id(),
                        account.passwordVersion(),
                        Optional.empty(),
                        request.client(),
                        request.authorizedAt(),
                        request.scopes());
        return signIns.decide(signIn)
                .flatMap(
                        decision ->
                                switch (decision) {
                                    case Authorized(var at) -> code(asked, account, at, browser);
                                    case ConsentMissing ignored -> goOn(asked, Refusal.CONSENT_DUE);
                                    case PasswordChangeDue ignored ->
                                            goOn(asked, Refusal.PASSWORD_CHANGE_DUE);
                                    case NotAMember ignored ->
                                            throw new OAuthException(Refusal.USER_NOT_A_MEMBER);
                                    case Fallen ignored ->
                                            throw new OAuthException(Refusal.SIGN_IN_FALLEN);
                                });
    }

    private Uni<Response> code(
            Asked asked, Account account, Instant authorizedAt, Browser browser) {
        return codes.code(
                        asked.request(),
                        asked.application(),
                        session(account, authorizedAt),
                        authorizedAt,
                        browser)
                .map(
                        code ->
                                Response.ok(
                                                new DialectAuthorization(
                                                        asked.redirectUri().uri().value(),
                                                        code.value()))
                                        .build());
    }

    /** Of this sign-in alone: no cookie finds it, so nobody is ever signed in by it again. */
    private static SsoSession session(Account account, Instant authorizedAt) {
        return new SsoSession(
                SessionId.random(),
                account.id(),
                authorizedAt,
                authorizedAt,
                PASSWORD,
                account.passwordVersion());
    }

    private Uni<Response> goOn(Asked asked, Refusal due) {
        OAuthException refused = new OAuthException(due);
        RefusalLog.write(refused, "POST /auth");
        return Uni.createFrom()
                .item(
                        Response.status(refused.code().status())
                                .entity(InteractionRequired.of(refused, loginUrl(asked.request())))
                                .build());
    }

    private String loginUrl(PendingRequest request) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("clientId", request.client().value());
        request.challenge()
                .filter(DialectChallenge.class::isInstance)
                .map(DialectChallenge.class::cast)
                .ifPresent(
                        challenge -> {
                            query.put("code_challenge", challenge.value());
                            query.put("code_challenge_method", challenge.method().name());
                        });
        query.put("redirect_uri", request.redirectUri());
        request.state().ifPresent(it -> query.put("state", it));
        return AuthorizationResponse.withQuery(issuer.at("/login"), query);
    }
}
