package dev.countersign.desktop.step;

import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.SignedJWT;
import dev.countersign.desktop.terminal.Transcript;
import java.util.List;

/** What is inside. The ID token is for the app; the access token only the API may rely on. */
public record ReadTokens(
        SignIn signIn, Wallet wallet, AuthorizationServer server, Transcript transcript)
        implements Step {

    private static final List<String> PERSONAL = List.of("name", "given_name", "email");

    @Override
    public String title() {
        return "Decode the tokens and validate the ID token";
    }

    @Override
    public void play() throws Exception {
        var accessToken = SignedJWT.parse(wallet.accessToken().getValue());
        show("access token", accessToken);
        String type = accessToken.getHeader().getType().toString();
        StepFailed.unless(type.equals("at+jwt"), "typ at+jwt (RFC 9068 §2.1)", type);
        var claims = accessToken.getJWTClaimsSet().getClaims();
        StepFailed.unless(
                PERSONAL.stream().noneMatch(claims::containsKey),
                "a subject that is an id only",
                claims.keySet());
        ReturnedBrowser browser = signIn.returned();
        JWT idToken = new IdTokenCheck(server).validate(wallet.idToken(), browser.sent().nonce());
        show("ID token", idToken);
        transcript.good("the ID token's signature, iss, aud, exp and nonce are right");
    }

    private void show(String title, JWT token) throws java.text.ParseException {
        transcript.members(title + ", header", token.getHeader().toJSONObject());
        transcript.members(title + ", claims", token.getJWTClaimsSet().toJSONObject());
    }
}
