import { type Check, insist, isAcknowledged, type OpenedReceiver, show } from './check.js';
import { notUtf8, oddBodies, order, sign } from './sign.js';

const unknown = JSON.stringify({ type: 'order.vanished', id: 'o1' });
const misfit = JSON.stringify({ type: 'order.created', id: 1 });

/** Sends each body, and gives those that were acknowledged: whether they had to be is another check's. */
async function sendAll({ send, now, drain }: OpenedReceiver, bodies: readonly (string | Uint8Array<ArrayBuffer>)[]) {
  const sent: { id: string; body: Buffer }[] = [];
  for (const [at, body] of bodies.entries()) {
    const id = `msg_${at}`;
    if (isAcknowledged(await send(sign({ id, body, at: now() })))) sent.push({ id, body: Buffer.from(body) });
  }
  await drain();
  return sent;
}

const events = [order, ...oddBodies.map(({ body }) => body)];

/** After a 2xx the exact bytes of the request are there, whatever they are. */
export const byteChecks: readonly Check<OpenedReceiver>[] = [
  {
    name: 'what is stored are the bytes that were sent',
    why: 'a body that was written anew no longer fits its signature, and has lost what numbers and parsers could not hold',
    async run(opened) {
      for (const { id, body } of await sendAll(opened, [...events, notUtf8])) {
        const row = (await opened.stored()).find((one) => one.id === id);
        insist(row !== undefined, `acknowledged, and not stored: ${show(body)}`);
        insist(body.equals(row.body), `sent ${show(body)}, stored ${show(row.body)}`);
      }
    },
  },
  {
    name: 'what a handler gets are the bytes that were sent',
    why: 'a handler that forwards, archives or verifies the event needs what was signed',
    async run(opened) {
      for (const { id, body } of await sendAll(opened, events)) {
        const run = opened.runs.find((one) => one.id === id);
        insist(run !== undefined, `acknowledged, and never handled: ${show(body)}`);
        insist(body.equals(run.body), `sent ${show(body)}, handed over ${show(run.body)}`);
      }
    },
  },
  {
    name: 'what no handler can use is kept, and set aside',
    why: 'the provider added an event before you did: with the next deployment it can be replayed',
    async run(opened) {
      for (const { id, body } of await sendAll(opened, [unknown, misfit, 'no JSON', '42', notUtf8])) {
        const row = (await opened.stored()).find((one) => one.id === id);
        insist(row !== undefined, `acknowledged, and not stored: ${show(body)}`);
        insist(row.state === 'aside', `${row.state} and not set aside: ${show(body)}`);
      }
      insist(opened.runs.length === 0, `${opened.runs.length} handlers ran for what is no event of theirs`);
    },
  },
  {
    name: 'what is refused leaves nothing behind',
    why: 'whoever knows the address could fill the store, or have an effect',
    async run({ send, now, drain, stored, runs }) {
      const forged = sign({ id: 'msg_1', at: now() }, { body: order.replace('o1', 'o2') });
      const status = await send(forged);
      insist(!isAcknowledged(status), `answered ${status} to a forged request`);
      await drain();
      const traces = [...(await stored()), ...runs].length;
      insist(traces === 0, 'a forged request is stored, or had an effect');
      const genuine = await send(sign({ id: 'msg_1', at: now() }));
      await drain();
      insist(isAcknowledged(genuine) && runs.length === 1, 'a forged request with its id kept a genuine one from being handled');
    },
  },
];
