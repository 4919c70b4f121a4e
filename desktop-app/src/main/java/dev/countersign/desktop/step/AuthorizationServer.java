package dev.countersign.desktop.step;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Token;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.countersign.desktop.http.Answer;
import dev.countersign.desktop.http.Request;
import dev.countersign.desktop.http.Wire;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** The authorization server as one client sees it; the client library does the OAuth. */
public final class AuthorizationServer {

    private final Issuer issuer;
    private final ClientID client;
    private final Optional<ClientAuthentication> authentication;
    private final Wire wire;
    private Optional<OIDCProviderMetadata> metadata = Optional.empty();

    /** As a public client sees it. */
    public AuthorizationServer(URI issuer, String clientId, Wire wire) {
        this(new Issuer(issuer), new ClientID(clientId), Optional.empty(), wire);
    }

    private AuthorizationServer(
            Issuer issuer,
            ClientID client,
            Optional<ClientAuthentication> authentication,
            Wire wire) {
        this.issuer = issuer;
        this.client = client;
        this.authentication = authentication;
        this.wire = wire;
    }

    /** The same server, already discovered, as a confidential client sees it (RFC 6749 §2.3.1). */
    AuthorizationServer as(ClientID confidential, Secret secret) {
        var seen =
                new AuthorizationServer(
                        issuer,
                        confidential,
                        Optional.of(new ClientSecretBasic(confidential, secret)),
                        wire);
        seen.metadata = metadata;
        return seen;
    }

    /** OpenID Connect Discovery 1.0 §4; the issuer in the document must be the one asked (§4.3). */
    OIDCProviderMetadata discover() throws IOException, ParseException, StepFailed {
        URI address = URI.create(issuer.getValue() + "/.well-known/openid-configuration");
        Answer answer = Api.mustBeOk(wire.send(Request.get(address)));
        var found = OIDCProviderMetadata.parse(answer.body());
        StepFailed.unless(found.getIssuer().equals(issuer), "the issuer " + issuer, found);
        metadata = Optional.of(found);
        return found;
    }

    OIDCProviderMetadata metadata() {
        return metadata.orElseThrow(() -> new IllegalStateException("discover first"));
    }

    Issuer issuer() {
        return issuer;
    }

    ClientID client() {
        return client;
    }

    JWKSet keys() throws IOException, java.text.ParseException {
        return JWKSet.parse(wire.send(Request.get(metadata().getJWKSetURI())).body());
    }

    TokenAnswer swap(AuthorizationCode code, URI redirectUri, CodeVerifier verifier)
            throws IOException, ParseException {
        return ask(new AuthorizationCodeGrant(code, redirectUri, verifier), Optional.empty());
    }

    TokenAnswer refresh(RefreshToken token) throws IOException, ParseException {
        return ask(new RefreshTokenGrant(token), Optional.empty());
    }

    /** For an access token of these scopes only (RFC 6749 §6). */
    TokenAnswer refresh(RefreshToken token, Scope scope) throws IOException, ParseException {
        return ask(new RefreshTokenGrant(token), Optional.of(scope));
    }

    /** RFC 7009 §2.1. */
    void revoke(Token token) throws IOException, StepFailed {
        var request =
                new TokenRevocationRequest(metadata().getRevocationEndpointURI(), client, token);
        HTTPResponse response = request.toHTTPRequest().send(wire);
        StepFailed.unless(response.getStatusCode() == 200, "200", response.getStatusCode());
    }

    private TokenAnswer ask(AuthorizationGrant grant, Optional<Scope> scope)
            throws IOException, ParseException {
        URI endpoint = metadata().getTokenEndpointURI();
        var request =
                authentication
                        .map(proof -> new TokenRequest.Builder(endpoint, proof, grant))
                        .orElseGet(() -> new TokenRequest.Builder(endpoint, client, grant));
        scope.ifPresent(request::scope);
        HTTPResponse response = request.build().toHTTPRequest().send(wire);
        TokenResponse parsed = OIDCTokenResponseParser.parse(response);
        if (parsed.indicatesSuccess()) {
            return new TokenAnswer.Granted(parsed.toSuccessResponse().getTokens());
        }
        var error = parsed.toErrorResponse().getErrorObject();
        Object id = response.getBodyAsJSONObject().get("error_id");
        return new TokenAnswer.Refused(
                response.getStatusCode(),
                "" + error.getCode(),
                "" + error.getDescription(),
                id == null ? "" : id.toString());
    }
}
