import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { memoryInbox } from '../../runtime/src/inbox/memory-inbox.js';
import { toNodeListener } from '../../runtime/src/node.js';
import { sqliteInbox } from '../../runtime/src/sqlite.js';
import { shopReceiver } from '../runtime/sample-receiver.js';
import { answerChecks } from './receiver/answer-checks.js';
import { openReceiver } from './receiver/open-receiver.js';
import { leaseMs, ourReceiver } from './receiver/our-receiver.js';
import { describeReceiver } from './receiver-conformance.js';

const now = () => Date.now(); // looked up anew each time: the checks replace it

describeReceiver('createReceiver with memoryInbox', async () => {
  // What outlives the process in these checks is the inbox itself.
  const inbox = memoryInbox({ leaseMs, now });
  return openReceiver(ourReceiver(() => inbox));
});

describeReceiver('createReceiver with sqliteInbox', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hookbook-'));
  const open = () => sqliteInbox(join(folder, 'inbox.db'), { leaseMs, now });
  return openReceiver(ourReceiver(open, () => rm(folder, { recursive: true })));
});

describe('createReceiver over a URL', () => {
  const toleranceMs = 300_000;
  let inbox = memoryInbox();
  const server = createServer((request, response) => {
    const receiver = shopReceiver({ inbox, now, onUnknown() {}, onInvalid() {}, onRefused() {} });
    toNodeListener(receiver)(request, response);
  });
  beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => new Promise<void>((resolve) => void server.close(() => resolve())));

  async function send(request: Request): Promise<Response> {
    const { port } = server.address() as AddressInfo;
    const { method, headers } = request;
    return fetch(`http://127.0.0.1:${port}/hook`, { method, headers, body: await request.arrayBuffer() });
  }

  for (const check of answerChecks) {
    test(check.name, async () => {
      inbox = memoryInbox();
      await check.run({ fetch: send, now, toleranceMs });
    });
  }
});
