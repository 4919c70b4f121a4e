// The published calls of the JSON dialect, unchanged but for host, ids and password: axios, jwks-rsa
// and jsonwebtoken, which know nothing of this server.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import axios from 'axios';
import jwt from 'jsonwebtoken';
import jwksRsa from 'jwks-rsa';
import { issuer, password, say } from './settings.mjs';

const clientId = 'demoAtmClient0000001';
const clientSecret = 'demo-atm-client-secret-000000001';
// first all that works, then, once the test has revoked, what works no more
const [phase, loginId, file] = process.argv.slice(2);
const codeVerifier = '123456789';

const api = axios.create({ baseURL: issuer, proxy: false });
const verify = promisify(jwt.verify);
const keys = jwksRsa({ jwksUri: `${issuer}/auth/.well-known/jwks.json` });
const keyOf = (header, callback) =>
  keys
    .getSigningKey(header.kid)
    .then((key) => callback(null, key.getPublicKey()), callback);

async function refused(call, status, error) {
  await assert.rejects(call, ({ response }) => {
    assert.equal(response?.status, status, JSON.stringify(response?.data));
    assert.equal(response.data.error, error);
    assert.ok(response.data.error_description);
    assert.match(response.data.error_id, /^[A-Za-z0-9_-]{16}$/);
    return true;
  });
}

const askMe = (token) =>
  api.get('/api/me', {
    headers: { Authorization: `Bearer ${token}` },
    validateStatus: () => true,
  });

async function signIn(method, secret) {
  const challenge = createHash(method.toLowerCase()).update(codeVerifier).digest('hex');
  const { data, headers } = await api.post('/auth', {
    loginId,
    password,
    clientId,
    code_challenge: challenge,
    code_challenge_method: method,
  });
  assert.equal(data.redirectUrl, 'http://127.0.0.1:9000/callback');
  assert.equal(data.code.length, 50);
  assert.equal(headers['set-cookie'], undefined);
  const { data: tokens } = await api.post('/auth/token', {
    clientId,
    ...(secret && { clientSecret: secret }),
    grant_types: 'authorization_code',
    code: data.code,
    code_verifier: codeVerifier,
  });
  return tokens;
}

async function works() {
  let tokens;
  for (const [method, secret] of [
    ['SHA256', clientSecret],
    ['SHA512', undefined],
  ]) {
    tokens = await signIn(method, secret);
    assert.deepEqual(Object.keys(tokens).sort(), [
      'access_token',
      'exp_access_token',
      'id_token',
      'refresh_token',
    ]);
    assert.equal(tokens.exp_access_token, 600);
    say(`login and token call with ${method}, ${secret ? 'with' : 'without'} the secret`);
  }

  const { data: refreshed } = await api.post('/auth/token', {
    clientId,
    refresh_token: tokens.refresh_token,
    id_token: tokens.id_token,
    grantType: 'refresh_token',
  });
  assert.deepEqual(Object.keys(refreshed).sort(), Object.keys(tokens).sort());
  assert.notEqual(refreshed.refresh_token, tokens.refresh_token);
  say('refresh, without the secret');

  const { header, payload } = await verify(refreshed.access_token, keyOf, {
    algorithms: ['RS256'],
    issuer: 'atm',
    audience: clientId,
    complete: true,
  });
  assert.equal(header.typ, 'dialect-at+jwt');
  assert.equal(payload.scope.email, loginId);
  assert.ok(payload.scope.id && payload.scope.firstName && payload.scope.lastName);
  assert.equal(payload.exp - payload.iat, 600);
  const identity = await verify(refreshed.id_token, keyOf, { issuer, audience: clientId });
  assert.equal(identity.sub, payload.scope.id);
  say('the tokens verify with jwks-rsa and jsonwebtoken');

  const me = await askMe(refreshed.access_token);
  assert.equal(me.status, 200);
  assert.equal(me.data.email, loginId);
  assert.equal(me.data.sub, payload.scope.id);
  const accounts = await api.get('/api/accounts', {
    headers: { Authorization: `Bearer ${refreshed.access_token}` },
    validateStatus: () => true,
  });
  assert.equal(accounts.status, 403);
  say('the sample API takes the token for the scope profile');

  for (const path of ['/oauth2/userinfo', '/admin/tokens']) {
    const answer = await api.get(path, {
      headers: { Authorization: `Bearer ${refreshed.access_token}` },
      validateStatus: () => true,
    });
    assert.equal(answer.status, 401, path);
  }
  assert.equal((await askMe(refreshed.id_token)).status, 401);
  say('userinfo and administration do not, and the ID token is none');

  await refused(
    api.post('/auth', {
      loginId,
      password: 'not the password',
      clientId,
      code_challenge: 'a'.repeat(64),
      code_challenge_method: 'SHA256',
    }),
    403,
    'access_denied',
  );
  await refused(
    api.post('/auth', {
      loginId,
      password,
      clientId,
      code_challenge: 'A'.repeat(64),
      code_challenge_method: 'SHA256',
    }),
    400,
    'invalid_request',
  );
  await refused(
    api.post('/auth', {
      loginId: 'alice@example.com',
      password,
      clientId,
      code_challenge: 'a'.repeat(64),
      code_challenge_method: 'SHA256',
    }),
    403,
    'access_denied',
  );
  await refused(
    api.post('/auth/token', {
      clientId,
      clientSecret: 'not the secret',
      refresh_token: refreshed.refresh_token,
      grantType: 'refresh_token',
    }),
    401,
    'invalid_client',
  );
  say('a wrong password, an upper-case digest, a stranger and a wrong secret are refused');

  await refused(
    api.post(
      '/oauth2/token',
      new URLSearchParams({
        grant_type: 'refresh_token',
        client_id: clientId,
        refresh_token: refreshed.refresh_token,
      }),
    ),
    400,
    'invalid_grant',
  );
  say('its refresh token does not work at the other family');
  writeFileSync(file, JSON.stringify(refreshed));
}

async function isRevoked() {
  const { access_token: accessToken, refresh_token: refreshToken } = JSON.parse(
    readFileSync(file, 'utf8'),
  );
  await refused(
    api.post('/auth/token', { clientId, refresh_token: refreshToken, grantType: 'refresh_token' }),
    400,
    'invalid_grant',
  );
  say('after a revocation by user the refresh is refused');
  const deadline = Date.now() + 5000;
  let me = await askMe(accessToken);
  while (me.status !== 401 && Date.now() < deadline) {
    me = await askMe(accessToken);
  }
  assert.equal(me.status, 401);
  assert.equal(me.data.error, 'invalid_token');
  say('and the sample API refuses the access token');
}

await (phase === 'works' ? works() : isRevoked());
