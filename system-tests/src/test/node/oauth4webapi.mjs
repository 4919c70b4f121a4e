// oauth4webapi: each request and each check of the protocol by itself, as a confidential client.
import assert from 'node:assert/strict';
import * as oauth from 'oauth4webapi';
import { listen } from './loopback.mjs';
import { goThrough, withChromium } from './person.mjs';
import { issuer, say } from './settings.mjs';

const [clientId, clientSecret, redirectUri] = process.argv.slice(2);
const person = 'alice@example.com';
const maxAge = 300;
const insecure = { [oauth.allowInsecureRequests]: true };
const client = { client_id: clientId };
const basic = oauth.ClientSecretBasic(clientSecret);

const expectedIssuer = new URL(issuer);
const server = await oauth.processDiscoveryResponse(
  expectedIssuer,
  await oauth.discoveryRequest(expectedIssuer, insecure),
);
say('discovery');

/** An authorization request, through the browser: what was asked, and the answer's address. */
async function authorize(page, parameters) {
  const verifier = oauth.generateRandomCodeVerifier();
  const asked = {
    client_id: clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid email offline_access',
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    max_age: String(maxAge),
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...parameters,
  };
  const address = new URL(server.authorization_endpoint);
  address.search = new URLSearchParams(asked);
  await goThrough(page, address.href, person);
  await page.waitForURL((url) => url.href.startsWith(redirectUri));
  return { ...asked, verifier, answer: new URL(page.url()) };
}

/** Checks nonce, auth_time and the rest of the ID token, and its signature. */
async function redeem({ nonce, verifier }, callback, authentication) {
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    authentication,
    callback,
    redirectUri,
    verifier,
    insecure,
  );
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
    expectedNonce: nonce,
    maxAge,
    requireIdToken: true,
  });
  await oauth.validateApplicationLevelSignature(server, response, insecure);
  return tokens;
}

async function code(page) {
  const request = await authorize(page, {});
  // checks state, and iss (RFC 9207)
  const callback = oauth.validateAuthResponse(server, client, request.answer, request.state);
  const tokens = await redeem(request, callback, basic);
  say('code, with PKCE, nonce and max_age');

  const { sub } = oauth.getValidatedIdTokenClaims(tokens);
  const info = await oauth.processUserInfoResponse(
    server,
    client,
    sub,
    await oauth.userInfoRequest(server, client, tokens.access_token, insecure),
  );
  assert.equal(info.email, person);
  say('user info, of the subject of the ID token');
  return tokens;
}

async function refresh(tokens) {
  const response = await oauth.refreshTokenGrantRequest(
    server,
    client,
    basic,
    tokens.refresh_token,
    insecure,
  );
  const refreshed = await oauth.processRefreshTokenResponse(server, client, response);
  assert.notEqual(refreshed.refresh_token, tokens.refresh_token);
  say('refresh, with rotation');
  return refreshed;
}

async function introspect(token) {
  return oauth.processIntrospectionResponse(
    server,
    client,
    await oauth.introspectionRequest(server, client, basic, token, insecure),
  );
}

async function revoke(tokens) {
  const seen = await introspect(tokens.access_token);
  assert.equal(seen.active, true);
  assert.equal(seen.client_id, clientId);
  await oauth.processRevocationResponse(
    await oauth.revocationRequest(server, client, basic, tokens.refresh_token, insecure),
  );
  assert.equal((await introspect(tokens.access_token)).active, false);
  say('introspection before and after a revocation');
}

async function hybrid(page) {
  const request = await authorize(page, { response_type: 'code id_token' });
  assert.equal(request.answer.search, '');
  // checks nonce, c_hash, auth_time and the signature of the ID token that came with the code
  const callback = await oauth.validateCodeIdTokenResponse(
    server,
    client,
    request.answer,
    request.nonce,
    request.state,
    maxAge,
    insecure,
  );
  const tokens = await redeem(request, callback, oauth.ClientSecretPost(clientSecret));
  say('code id_token, in the fragment');
  return tokens;
}

async function signOut(page, tokens) {
  const back = new URL('/signed-out', redirectUri);
  const state = oauth.generateRandomState();
  const address = new URL(server.end_session_endpoint);
  address.search = new URLSearchParams({
    id_token_hint: tokens.id_token,
    post_logout_redirect_uri: back.href,
    state,
  });
  await page.goto(address.href);
  assert.equal(page.url(), `${back}?state=${state}`);

  const silent = await authorize(page, { prompt: 'none' });
  assert.throws(() => oauth.validateAuthResponse(server, client, silent.answer, silent.state), {
    error: 'login_required',
  });
  say('sign-out, after which nobody is signed in');
}

const loopback = await listen({ port: Number(new URL(redirectUri).port) });
await withChromium(async (browser) => {
  const page = await browser.newPage();
  await revoke(await refresh(await code(page)));
  await signOut(page, await hybrid(page));
});
loopback.close();
