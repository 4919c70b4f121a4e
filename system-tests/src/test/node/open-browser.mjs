// Stands in for xdg-open and open: what a client library opens, opens in Chromium, with a person.
import { goThrough, withChromium } from './person.mjs';

await withChromium(async (browser) => {
  const page = await browser.newPage();
  await goThrough(page, process.argv[2], process.env.PERSON);
});
