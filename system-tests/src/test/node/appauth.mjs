// @openid/appauth, its Node flow: it opens the browser and listens for the answer by itself.
import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import appauth from '@openid/appauth';
import flags from '@openid/appauth/built/flags.js';
import node from '@openid/appauth/built/node_support/index.js';
import { issuer, say, scope } from './settings.mjs';

flags.setFlag('IS_LOG', false);

// a port that was free a moment ago
const port = await new Promise((resolve) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const { port: free } = probe.address();
    probe.close(() => resolve(free));
  });
});
const redirectUri = `http://127.0.0.1:${port}/callback`;
const requestor = new node.NodeRequestor();

const configuration = await appauth.AuthorizationServiceConfiguration.fetchFromIssuer(
  issuer,
  requestor,
);
assert.equal(configuration.tokenEndpoint, `${issuer}/oauth2/token`);
say('discovery');

const handler = new node.NodeBasedHandler(port);
const notifier = new appauth.AuthorizationNotifier();
handler.setAuthorizationNotifier(notifier);
const returned = new Promise((resolve, reject) => {
  notifier.setAuthorizationListener((request, response, error) =>
    response ? resolve({ request, response }) : reject(new Error(JSON.stringify(error))),
  );
});
handler.performAuthorizationRequest(
  configuration,
  new appauth.AuthorizationRequest(
    {
      client_id: 'desktop-app',
      redirect_uri: redirectUri,
      scope,
      response_type: appauth.AuthorizationRequest.RESPONSE_TYPE_CODE,
    },
    new node.NodeCrypto(),
    true,
  ),
);
const { request, response } = await returned;
assert.equal(response.state, request.state);
say('authorization request, with PKCE, through the browser');

const tokenHandler = new appauth.BaseTokenRequestHandler(requestor);
const tokens = await tokenHandler.performTokenRequest(
  configuration,
  new appauth.TokenRequest({
    client_id: 'desktop-app',
    redirect_uri: redirectUri,
    grant_type: appauth.GRANT_TYPE_AUTHORIZATION_CODE,
    code: response.code,
    extras: { code_verifier: request.internal.code_verifier },
  }),
);
assert.ok(tokens.accessToken && tokens.refreshToken && tokens.idToken);
say('authorization code grant');

const refreshed = await tokenHandler.performTokenRequest(
  configuration,
  new appauth.TokenRequest({
    client_id: 'desktop-app',
    redirect_uri: redirectUri,
    grant_type: appauth.GRANT_TYPE_REFRESH_TOKEN,
    refresh_token: tokens.refreshToken,
  }),
);
assert.notEqual(refreshed.refreshToken, tokens.refreshToken);
say('refresh');

const me = await fetch(`${issuer}/api/me`, {
  headers: { Authorization: `Bearer ${refreshed.accessToken}` },
});
assert.equal(me.status, 200);
assert.equal((await me.json()).email, process.env.PERSON);
say('the API knows the person');

await tokenHandler.performRevokeTokenRequest(
  configuration,
  new appauth.RevokeTokenRequest({ client_id: 'desktop-app', token: refreshed.refreshToken }),
);
say('revocation');
process.exit(0);
