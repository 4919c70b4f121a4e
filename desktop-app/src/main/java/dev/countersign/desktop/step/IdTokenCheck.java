package dev.countersign.desktop.step;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.text.ParseException;
import java.util.Optional;

/** OpenID Connect Core 1.0 §3.1.3.7: signature, issuer, audience, expiry, nonce. */
record IdTokenCheck(AuthorizationServer server) {

    JWT validate(Optional<JWT> received, Nonce nonce)
            throws IOException, ParseException, StepFailed {
        JWT idToken = received.orElseThrow(() -> new StepFailed("an ID token", "none"));
        var validator =
                new IDTokenValidator(
                        server.issuer(), server.client(), JWSAlgorithm.RS256, server.keys());
        try {
            validator.validate(idToken, nonce);
            return idToken;
        } catch (BadJOSEException | JOSEException invalid) {
            throw new StepFailed("a valid ID token", invalid);
        }
    }
}
