// A single-page app on another origin, in Chromium: it signs in by /login and calls /auth/token
// across origins. From a foreign origin it cannot.
import assert from 'node:assert/strict';
import { signIn, withChromium } from './person.mjs';
import { issuer, password, say } from './settings.mjs';

const clientId = 'demoAtmClient0000001';
const loginId = process.argv[2];

// what the app's pages run: the published calls, in a browser
const app = `<!doctype html><title>App</title><h1>App</h1><script>
const settings = ${JSON.stringify({ issuer, clientId })};
async function digest(text) {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
async function login() {
  sessionStorage.setItem('verifier', '123456789');
  const query = new URLSearchParams({
    clientId: settings.clientId,
    code_challenge: await digest('123456789'),
    code_challenge_method: 'SHA256',
    state: 'state of the app',
  });
  location.href = settings.issuer + '/login?' + query;
}
async function call(path, body) {
  try {
    const answer = await fetch(settings.issuer + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: await answer.json() };
  } catch (blocked) {
    return { blocked: String(blocked) };
  }
}
</script>`;

const own = 'http://127.0.0.1:9000';
const foreign = 'http://127.0.0.1:9001';

/** A page whose origin is the app's, or another one; nobody listens there. */
async function pageOf(browser, origin) {
  const context = await browser.newContext();
  await context.route(`${origin}/**`, (route) =>
    route.fulfill({ contentType: 'text/html', body: app }),
  );
  // what a person answers when a page asks to reach this machine: it is not what is tested here
  await context.grantPermissions(['local-network-access'], { origin });
  const page = await context.newPage();
  await page.goto(`${origin}/`);
  return page;
}

await withChromium(async (browser) => {
  const page = await pageOf(browser, own);
  await page.evaluate('login()');
  await page.waitForURL((url) => url.href.startsWith(`${issuer}/login`));
  await signIn(page, loginId, password);
  await page.waitForURL((url) => url.href.startsWith(`${own}/callback`));
  const answer = new URL(page.url()).searchParams;
  assert.equal(answer.get('state'), 'state of the app');
  const code = answer.get('code');
  assert.equal(code.length, 50);
  say('the app signs the person in by /login');

  const exchange = `call('/auth/token', {
    clientId: settings.clientId,
    grant_types: 'authorization_code',
    code: ${JSON.stringify(code)},
    code_verifier: sessionStorage.getItem('verifier') ?? '123456789',
  })`;
  const tokens = await page.evaluate(exchange);
  assert.equal(tokens.status, 200, JSON.stringify(tokens));
  assert.ok(tokens.body.access_token && tokens.body.refresh_token);
  say('it calls /auth/token across origins');

  const refused = await page.evaluate(exchange);
  assert.equal(refused.body.error, 'invalid_grant');
  say('it can read why it is refused');

  const login = await page.evaluate(`digest('1').then((challenge) => call('/auth', {
    loginId: ${JSON.stringify(loginId)},
    password: ${JSON.stringify(password)},
    clientId: settings.clientId,
    code_challenge: challenge,
    code_challenge_method: 'SHA256',
  }))`);
  assert.equal(login.status, 200, JSON.stringify(login));
  say('it calls /auth across origins');

  const stranger = await pageOf(browser, foreign);
  const complaints = [];
  stranger.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  for (const path of ['/auth', '/auth/token', '/oauth2/token', '/oauth2/userinfo']) {
    const blocked = await stranger.evaluate(`call('${path}', { clientId: settings.clientId })`);
    assert.match(String(blocked.blocked), /Failed to fetch/, path);
    assert.match(complaints.join('\n'), new RegExp(`${path}' from origin.*No 'Access-Control-Allow`));
  }
  const open = await stranger.evaluate(
    `fetch(settings.issuer + '/auth/.well-known/jwks.json').then((answer) => answer.status)`,
  );
  assert.equal(open, 200);
  say('from a foreign origin it cannot, but for the keys');
});
