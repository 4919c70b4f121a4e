// Apache with mod_auth_openidc, before an application that reads from its headers who is there.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { goThrough, withChromium } from './person.mjs';
import { issuer, say } from './settings.mjs';

const [applicationPort, codePort, formPostPort] = process.argv.slice(2);
const person = 'bob@example.com';

/** Shows what it is told. */
const application = createServer((request, answer) => {
  const told = Object.entries(request.headers).filter(([name]) => name.startsWith('oidc_'));
  answer.writeHead(200, { 'Content-Type': 'application/json' });
  answer.end(JSON.stringify({ path: request.url, ...Object.fromEntries(told) }));
});
await new Promise((resolve) => application.listen(applicationPort, '127.0.0.1', resolve));

const shown = async (page) => JSON.parse(await page.innerText('body'));

const userinfo = (token) =>
  fetch(`${issuer}/oauth2/userinfo`, { headers: { Authorization: `Bearer ${token}` } });

/** On the way to a page of the application, to which the browser then returns. */
async function signIn(page, origin) {
  const wanted = `${origin}/accounts?year=2026`;
  await goThrough(page, wanted, person);
  await page.waitForURL(wanted);
  const told = await shown(page);
  assert.equal(told.path, '/accounts?year=2026');
  assert.equal(told.oidc_claim_iss, issuer);
  // what no ID token holds is user info
  assert.equal(told.oidc_claim_email, person);
  return told;
}

async function refresh(page, origin, token) {
  const hook = new URLSearchParams({ refresh: `${origin}/accounts`, access_token: token });
  await page.goto(`${origin}/callback?${hook}`);
  assert.equal(page.url(), `${origin}/accounts`);
  const { oidc_access_token: refreshed } = await shown(page);
  assert.notEqual(refreshed, token);
  assert.equal((await userinfo(refreshed)).status, 200);
  return refreshed;
}

/** At both, and back to the application. */
async function signOut(page, origin, token) {
  const back = `${origin}/signed-out`;
  await page.goto(`${origin}/callback?${new URLSearchParams({ logout: back })}`);
  assert.equal(page.url(), back);
  assert.deepEqual(await shown(page), { path: '/signed-out' });
  assert.equal((await userinfo(token)).status, 401);
  await page.goto(`${origin}/accounts`);
  assert.equal(await page.locator('#sign-in').count(), 1);
}

await withChromium(async (browser) => {
  const page = await browser.newPage();
  const code = `http://127.0.0.1:${codePort}`;
  const told = await signIn(page, code);
  say('code with PKCE, and user info');
  const refreshed = await refresh(page, code, told.oidc_access_token);
  say('refresh');
  await signOut(page, code, refreshed);
  say('sign-out');

  const formPost = `http://127.0.0.1:${formPostPort}`;
  const { oidc_claim_c_hash: codeHash, oidc_access_token: token } = await signIn(page, formPost);
  assert.ok(codeHash);
  await signOut(page, formPost, token);
  say('code id_token by form_post, user info by POST, and sign-out');
});
application.close();
