import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { memoryInbox } from '../../../runtime/src/index.js';
import { toWorkerHandler } from '../../../runtime/src/worker.js';
import { eventually } from '../../eventually.js';
import { order, secret, shopReceiver, signedRequest } from '../../runtime/sample-receiver.js';
import { cases, maxBodyBytes, post } from './requests.js';
import { runTable } from './run-table.js';
import { differencesOfJoined, differencesOfWeb, toRequest } from './web.js';
import { exchange, send, statusOf, toBytes } from './wire.js';
import { bundle, runWorkerd, type Workerd } from './workerd.js';

const noContext = { waitUntil: () => {} };

describe('Workers, the handler called', () => {
  runTable((receiver) => {
    // The table looks into this receiver, which so outlives its requests here.
    const handler = toWorkerHandler(() => ({ ...receiver, close: async () => {} }));
    return { send: async (posted) => (await handler.fetch(toRequest(posted), {}, noContext)).status };
  }, differencesOfWeb);

  test('a receiver for each request, closed when its handlers have ended', async () => {
    const inbox = memoryInbox();
    const closed: string[] = [];
    const waited: Promise<unknown>[] = [];
    const handler = toWorkerHandler(({ tenant }: { tenant: string }) => {
      const receiver = shopReceiver({ inbox });
      return { ...receiver, close: () => receiver.close().then(() => void closed.push(tenant)) };
    });
    const context = { waitUntil: (promise: Promise<unknown>) => void waited.push(promise) };
    for (const tenant of ['a', 'b']) expect((await handler.fetch(signedRequest({ id: tenant }), { tenant }, context)).status).toBe(202);
    await Promise.all(waited);
    expect(closed).toEqual(['a', 'b']);
  });

  test('a secret that is not set is a 500, and a line that names it', async () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => {});
    const handler = toWorkerHandler((env: { SECRET?: string }) => shopReceiver({ secrets: [env.SECRET], inbox: memoryInbox() }));
    expect((await handler.fetch(signedRequest(), {}, noContext)).status).toBe(500);
    expect(error.mock.calls.join()).toMatch(/secrets\[0\]/);
    error.mockRestore();
  });
});

describe('Workers, under workerd', () => {
  let workerd: Workerd | undefined;
  const port = () => workerd?.port ?? 0;
  beforeAll(async () => {
    const code = await bundle('./worker-app.ts');
    expect(code).not.toMatch(/^import |\bimport\(|\brequire\(/m);
    workerd = await runWorkerd(code, { SHOP_SECRET: secret, MAX_BODY_BYTES: String(maxBodyBytes) });
  });
  afterAll(() => workerd?.stop());
  const handled = async (): Promise<unknown> => (await fetch(`http://127.0.0.1:${port()}/handled`)).json();

  test('a signed event is taken twice and handled once, after the answer', async () => {
    const posted = post({ id: 'msg_twice' });
    expect([await send(port(), posted), await send(port(), posted)]).toEqual([202, 202]);
    await eventually(async () => expect(await handled()).toEqual([JSON.parse(order).id]));
  });

  test.each(cases.map((usual) => ({ ...usual, ...differencesOfJoined[usual.name] })))('$name: $want', async ({ posted, want }) => {
    expect(await send(port(), posted)).toBe(want);
  });

  test('a body that stops: 408', async () => {
    const whole = toBytes(post()).toString('latin1');
    expect(statusOf(await exchange(port(), whole.slice(0, -10)))).toBe(408);
  });

  test('fifty at once are taken, and every handler runs', async () => {
    const ids = Array.from({ length: 50 }, (_, at) => `many-${at}`);
    const answers = ids.map((id) => send(port(), post({ id, body: JSON.stringify({ type: 'order.created', id }) })));
    expect(new Set(await Promise.all(answers))).toEqual(new Set([202]));
    await eventually(async () => expect(await handled()).toEqual(expect.arrayContaining(ids)));
    expect(workerd?.said()).not.toMatch(/error|exception|hung/i);
  });
});
