// jwks-rsa with jsonwebtoken: what an API team on Node has, and nothing of ours.
import assert from 'node:assert/strict';
import { promisify } from 'node:util';
import jwt from 'jsonwebtoken';
import jwksRsa from 'jwks-rsa';
import { issuer, say } from './settings.mjs';

const answer = await fetch(`${issuer}/oauth2/token`, {
  method: 'POST',
  headers: {
    Authorization: `Basic ${Buffer.from('service-app:service-app-secret').toString('base64')}`,
  },
  body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'accounts:read' }),
});
assert.equal(answer.status, 200);
const { access_token: token } = await answer.json();

const metadata = await (await fetch(`${issuer}/.well-known/openid-configuration`)).json();
const keys = jwksRsa({ jwksUri: metadata.jwks_uri });
const verify = promisify(jwt.verify);
const keyOf = (header, callback) =>
  keys
    .getSigningKey(header.kid)
    .then((key) => callback(null, key.getPublicKey()), callback);
const expected = { algorithms: ['RS256'], issuer, audience: `${issuer}/api`, complete: true };

const { header, payload } = await verify(token, keyOf, expected);
assert.equal(header.typ, 'at+jwt');
assert.equal(payload.client_id, 'service-app');
assert.equal(payload.scope, 'accounts:read');
say('the access token verifies');

await assert.rejects(verify(token, keyOf, { ...expected, audience: `${issuer}/admin` }));
say('for another audience it does not');

const [head, body, signature] = token.split('.');
const forged = Buffer.from(JSON.stringify({ ...payload, scope: 'admin' })).toString('base64url');
await assert.rejects(verify([head, forged, signature].join('.'), keyOf, expected));
say('with other claims it does not');

const unsigned = Buffer.from(JSON.stringify({ ...header, alg: 'none' })).toString('base64url');
await assert.rejects(verify([unsigned, body, ''].join('.'), keyOf, expected));
say('without a signature it does not');
