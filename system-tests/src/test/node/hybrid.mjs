// openid-client and Chromium: code id_token by form_post, with JavaScript and without.
import assert from 'node:assert/strict';
import * as client from 'openid-client';
import { authorizationRequest } from './authorization.mjs';
import { listen } from './loopback.mjs';
import { goThrough, withChromium } from './person.mjs';
import { issuer, say } from './settings.mjs';

const javaScriptEnabled = process.argv[2] === 'with-javascript';
const person = process.argv[3];

const insecure = { execute: [client.allowInsecureRequests, client.useCodeIdTokenResponseType] };
const app = await client.discovery(new URL(issuer), 'desktop-app', undefined, client.None(), insecure);
assert.ok(app.serverMetadata().response_types_supported.includes('code id_token'));
assert.ok(app.serverMetadata().response_modes_supported.includes('form_post'));

const loopback = await listen({ method: 'POST' });
const { address, checks } = await authorizationRequest(app, loopback.redirectUri, {
  response_mode: 'form_post',
});
assert.equal(address.searchParams.get('response_type'), 'code id_token');

const callback = await withChromium(async (browser) => {
  const context = await browser.newContext({ javaScriptEnabled });
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await goThrough(page, address.href, person);
  if (!javaScriptEnabled) {
    // nothing went on by itself
    assert.ok(page.url().startsWith(issuer), page.url());
    await page.click('#go-on');
  }
  const response = await loopback.response;
  await page.waitForURL((url) => url.href === loopback.redirectUri);
  assert.deepEqual(
    complaints.filter((text) => !text.startsWith('Failed to load resource')),
    [],
  );
  return response;
});
loopback.close();
say(`the answer is posted ${javaScriptEnabled ? 'by the script' : 'by the person'}`);

// checks state, nonce, c_hash, s_hash and the signature of the ID token that came with the code
const tokens = await client.authorizationCodeGrant(app, callback, checks);
const { sub } = tokens.claims();
const who = await client.fetchUserInfo(app, tokens.access_token, sub);
assert.equal(who.email, person);
say('the code is redeemed, and both ID tokens are valid');
