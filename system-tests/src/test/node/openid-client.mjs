// openid-client: a certified relying party, as the public native client and as a confidential one.
import assert from 'node:assert/strict';
import * as client from 'openid-client';
import { pushedAuthorizationRequest } from './authorization.mjs';
import { listen } from './loopback.mjs';
import { goThrough, withChromium } from './person.mjs';
import { issuer, say } from './settings.mjs';

const insecure = { execute: [client.allowInsecureRequests] };
const server = new URL(issuer);

const app = await client.discovery(server, 'desktop-app', undefined, client.None(), insecure);
assert.equal(app.serverMetadata().issuer, issuer);
say('discovery');

const loopback = await listen();
const { address, checks } = await pushedAuthorizationRequest(app, loopback.redirectUri);
assert.deepEqual([...address.searchParams.keys()].sort(), ['client_id', 'request_uri']);
say('pushed authorization request');

const callback = await withChromium(async (browser) => {
  await goThrough(await browser.newPage(), address.href, 'alice@example.com');
  return loopback.response;
});
loopback.close();

// checks state, iss (RFC 9207), nonce, and the ID token's signature
const tokens = await client.authorizationCodeGrant(app, callback, checks);
const { sub } = tokens.claims();
say('authorization code grant');

const person = await client.fetchUserInfo(app, tokens.access_token, sub);
assert.equal(person.email, 'alice@example.com');
say('user info');

const fetchAccounts = (token) =>
  client.fetchProtectedResource(app, token, new URL(`${issuer}/api/accounts`), 'GET');
assert.equal((await fetchAccounts(tokens.access_token)).status, 200);
say('a protected resource');

const refreshed = await client.refreshTokenGrant(app, tokens.refresh_token);
assert.notEqual(refreshed.refresh_token, tokens.refresh_token);
const narrow = await client.refreshTokenGrant(app, refreshed.refresh_token, { scope: 'openid' });
assert.equal(narrow.scope, 'openid');
say('refresh, with rotation and with a narrower scope');

await client.tokenRevocation(app, narrow.refresh_token);
await assert.rejects(client.refreshTokenGrant(app, narrow.refresh_token), { error: 'invalid_grant' });
say('revocation');

const service = await client.discovery(
  server,
  'service-app',
  undefined,
  client.ClientSecretBasic('service-app-secret'),
  insecure,
);
const own = await client.clientCredentialsGrant(service, { scope: 'accounts:read' });
assert.equal(own.refresh_token, undefined);
say('client credentials');

const api = await client.discovery(
  server,
  'accounts-api',
  undefined,
  client.ClientSecretBasic('accounts-api-secret'),
  insecure,
);
const seen = await client.tokenIntrospection(api, own.access_token);
assert.equal(seen.active, true);
assert.equal(seen.client_id, 'service-app');
assert.equal((await client.tokenIntrospection(api, tokens.access_token)).active, false);
say('introspection: the live token is active, the revoked one is not');
