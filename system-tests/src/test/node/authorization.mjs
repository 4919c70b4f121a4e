// What openid-client sends to the authorization endpoint, and what it then expects of the answer.
import * as client from 'openid-client';
import { scope } from './settings.mjs';

export async function authorizationRequest(app, redirectUri, more = {}) {
  const { parameters, checks } = await request(redirectUri, more);
  return { address: client.buildAuthorizationUrl(app, parameters), checks };
}

/** The same, pushed first (RFC 9126). */
export async function pushedAuthorizationRequest(app, redirectUri) {
  const { parameters, checks } = await request(redirectUri, {});
  return { address: await client.buildAuthorizationUrlWithPAR(app, parameters), checks };
}

async function request(redirectUri, more) {
  const pkceCodeVerifier = client.randomPKCECodeVerifier();
  const expectedState = client.randomState();
  const expectedNonce = client.randomNonce();
  const parameters = {
    redirect_uri: redirectUri,
    scope,
    state: expectedState,
    nonce: expectedNonce,
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    ...more,
  };
  const checks = { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true };
  return { parameters, checks };
}
