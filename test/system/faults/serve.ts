import { once } from 'node:events';
import { createServer } from 'node:http';
import { onTestFinished } from 'vitest';
import type { Receiver } from '../../../runtime/src/index.js';
import { toNodeListener } from '../../../runtime/src/node.js';
import { type Sent, signedRequest } from '../../runtime/sample-receiver.js';

/** Puts a receiver behind a real socket until the test is over; gives its URL. */
export async function serve(receiver: Receiver): Promise<string> {
  const server = createServer(toNodeListener(receiver));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.close();
    server.closeAllConnections();
    await receiver.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/hook`;
}

/** Sends an event as its provider would; gives the status. */
export async function post(url: string, sent: Sent = {}): Promise<number> {
  const request = signedRequest(sent);
  const response = await fetch(url, { method: 'POST', headers: request.headers, body: await request.arrayBuffer() });
  return response.status;
}

export const item = '{"type":"order.item.added","id":"i1"}';

/** Events of different ids. */
export function events(count: number, name = 'event'): Sent[] {
  return Array.from({ length: count }, (_, at) => ({ id: `${name}-${at}` }));
}
