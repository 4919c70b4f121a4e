// A loopback redirect URI: waits for one authorization response, a URL or, if posted, a Request.
import { createServer } from 'node:http';

const PAGE = '<!doctype html><title>Back in the app</title><h1>Back in the app</h1>';

/** Listens on any free port unless one is given. */
export async function listen({ method = 'GET', port = 0 } = {}) {
  let arrived;
  const response = new Promise((resolve) => (arrived = resolve));
  const server = createServer(async (request, answer) => {
    const url = new URL(request.url, `http://${request.headers.host}`);
    if (url.pathname !== '/callback' || request.method !== method) {
      // some text, without which Chromium calls it an error to go there
      answer.writeHead(404).end('nothing here');
      return;
    }
    const body = await received(request);
    answer.writeHead(200, { 'Content-Type': 'text/html', Connection: 'close' }).end(PAGE);
    arrived(
      method === 'GET'
        ? url
        : new Request(url, {
            method,
            headers: { 'Content-Type': request.headers['content-type'] },
            body,
          }),
    );
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  const redirectUri = `http://127.0.0.1:${server.address().port}/callback`;
  return { redirectUri, response, close: () => server.close() };
}

async function received(request) {
  const chunks = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
