// A native application's loopback redirect URI: waits for one authorization response.
import { createServer } from 'node:http';

export async function listen() {
  let arrived;
  const response = new Promise((resolve) => (arrived = resolve));
  const server = createServer((request, answer) => {
    const url = new URL(request.url, `http://${request.headers.host}`);
    if (url.pathname !== '/callback') {
      answer.writeHead(404).end();
      return;
    }
    answer.writeHead(200, { 'Content-Type': 'text/html', Connection: 'close' });
    answer.end('<!doctype html><title>Back in the app</title><h1>Back in the app</h1>');
    arrived(url);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const redirectUri = `http://127.0.0.1:${server.address().port}/callback`;
  return { redirectUri, response, close: () => server.close() };
}
