// A real browser and a person who signs in, fails to, allows, denies. With JavaScript and without.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { listen } from './loopback.mjs';
import { signIn, withChromium } from './person.mjs';
import { issuer, password, say, scope, screenshots } from './settings.mjs';

const javaScriptEnabled = process.argv[2] === 'with-javascript';
const person = process.argv[3];
const shots = join(screenshots, process.argv[2]);
mkdirSync(shots, { recursive: true });

const loopback = await listen();

function authorizationRequest(changes = {}) {
  const challenge = createHash('sha256').update(randomBytes(32).toString('base64url'));
  const parameters = {
    response_type: 'code',
    client_id: 'desktop-app',
    redirect_uri: loopback.redirectUri,
    scope,
    state: 'state-of-the-app',
    code_challenge: challenge.digest('base64url'),
    code_challenge_method: 'S256',
    ...changes,
  };
  return `${issuer}/oauth2/authorize?${new URLSearchParams(parameters)}`;
}

/** Runs one story in a browser profile of its own; whatever the page complains of fails it. */
async function story(browser, name, tell) {
  const context = await browser.newContext({ javaScriptEnabled });
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  try {
    await tell(page, context);
    // a browser logs a 4xx page as an error too: that is what some stories are about
    const broken = complaints.filter((text) => !text.startsWith('Failed to load resource'));
    assert.deepEqual(broken, []);
    say(name);
  } catch (failure) {
    console.log(`${name}: at ${page.url()}\n${await page.innerText('body').catch(() => '')}`);
    throw failure;
  } finally {
    await page.screenshot({ path: join(shots, `${name.replaceAll(' ', '-')}.png`), fullPage: true });
    await context.close();
  }
}

async function showsAHeading(page) {
  assert.equal(await page.locator('h1').count(), 1);
  assert.ok((await page.innerText('h1')).trim().length > 0);
  assert.ok((await page.title()).trim().length > 0);
}

/** What the page says, less the id of this one refusal. */
async function said(page) {
  return (await page.innerText('body')).replace(/Reference: \S+/, 'Reference');
}

async function callbackOf(page) {
  await page.waitForURL((url) => url.href.startsWith(loopback.redirectUri));
  return new URL(page.url()).searchParams;
}

await withChromium(async (browser) => {
  for (const path of ['/', '/signed-in', '/signed-out', '/error']) {
    await story(browser, `page ${path.slice(1) || 'home'}`, async (page) => {
      const response = await page.goto(issuer + path);
      assert.ok(response.status() < 500, `${path} answers ${response.status()}`);
      assert.match(response.headers()['content-security-policy'], /default-src|script-src/);
      assert.doesNotMatch(response.headers()['content-security-policy'], /unsafe-inline/);
      await showsAHeading(page);
    });
  }

  await story(browser, 'page that does not exist', async (page) => {
    assert.equal((await page.goto(`${issuer}/nothing/here`)).status(), 404);
  });

  await story(browser, 'wrong password then denied', async (page) => {
    await page.goto(authorizationRequest());
    await showsAHeading(page);
    await signIn(page, person, 'not the password');
    const wrong = await said(page);
    assert.equal(await page.locator('#sign-in').count(), 1);
    assert.equal(await page.inputValue('input[name=password]'), '');
    await page.screenshot({ path: join(shots, 'wrong-password.png') });

    await signIn(page, 'nobody@example.com', 'not the password');
    assert.equal(await said(page), wrong, 'an unknown user must look like a wrong password');

    await signIn(page, person, password);
    await showsAHeading(page);
    await page.screenshot({ path: join(shots, 'consent.png') });
    await page.click('#deny');
    const answer = await callbackOf(page);
    assert.equal(answer.get('error'), 'access_denied');
    assert.equal(answer.get('state'), 'state-of-the-app');
    assert.equal(answer.get('iss'), issuer);
    assert.equal(answer.get('code'), null);
  });

  await story(browser, 'allowed then signed in without a form', async (page, context) => {
    await page.goto(authorizationRequest());
    await signIn(page, person, password);
    await page.click('#allow');
    const answer = await callbackOf(page);
    assert.ok(answer.get('code'));
    assert.equal(answer.get('iss'), issuer);

    for (const cookie of await context.cookies(issuer)) {
      assert.ok(cookie.httpOnly, `${cookie.name} is not HttpOnly`);
      assert.notEqual(cookie.sameSite, 'None', `${cookie.name} goes to every site`);
    }

    await page.goto('about:blank');
    await page.goto(authorizationRequest({ state: 'second' }));
    const again = await callbackOf(page);
    assert.ok(again.get('code'));
    assert.notEqual(again.get('code'), answer.get('code'));
  });

  await story(browser, 'administration then somebody without a role', async (page) => {
    await page.goto(`${issuer}/admin`);
    await signIn(page, 'admin@example.com', password);
    assert.equal(page.url(), `${issuer}/admin`);
    await showsAHeading(page);
    assert.match(await page.innerText('#person'), /admin@example\.com/);
    assert.match(await page.innerText('#role'), /You are an administrator/);
    await page.screenshot({ path: join(shots, 'administration.png'), fullPage: true });

    await page.click('#switch');
    await signIn(page, person, password);
    assert.match(await page.innerText('#role'), /no role/);
    await page.screenshot({ path: join(shots, 'administration-nobody.png'), fullPage: true });

    await page.click('#sign-out');
    assert.equal(page.url(), `${issuer}/signed-out`);
  });

  for (const [name, changes] of [
    ['an unknown application', { client_id: 'nobody' }],
    ['a foreign redirect URI', { redirect_uri: 'http://127.0.0.1:1/elsewhere' }],
  ]) {
    await story(browser, name, async (page) => {
      const response = await page.goto(authorizationRequest(changes));
      assert.equal(response.status(), 400);
      assert.ok(page.url().startsWith(issuer), 'never a redirect');
      await showsAHeading(page);
      assert.doesNotMatch(await page.innerText('body'), /Exception|at dev\.countersign/);
    });
  }
});
loopback.close();
