// The person at Debian's Chromium: fills in what the page asks for, presses what it offers.
import { chromium as launcher } from 'playwright-core';
import { chromium, password } from './settings.mjs';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function withChromium(work) {
  const browser = await launcher.launch({ executablePath: chromium, args: ARGUMENTS });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

export async function signIn(page, username, secret = password) {
  await page.fill('input[name=username]', username);
  await page.fill('input[name=password]', secret);
  await page.click('#sign-in');
}

/** Signs in and allows, where either is asked for, until the browser has left the server. */
export async function goThrough(page, address, username) {
  await page.goto(address);
  if (await page.locator('#sign-in').count()) {
    await signIn(page, username);
  }
  if (await page.locator('#allow').count()) {
    await page.click('#allow');
  }
}
