import { createConnection } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { Receiver } from '../../../runtime/src/index.js';
import type { RefusalReason } from '../../../runtime/src/refusal.js';
import { eventually } from '../../eventually.js';
import { entriesOf, order, shopReceiver } from '../../runtime/sample-receiver.js';
import { accepted, cases, maxBodyBytes, type Posted, post } from './requests.js';
import { exchange, flood, sendAll, statusOf, toBytes } from './wire.js';

/** A receiver behind an adapter. */
export interface Mounted {
  send(posted: Posted): Promise<number>;
  stop?(): Promise<void>;
}

/** One on a socket. */
export interface Served extends Mounted {
  readonly port: number;
}

export type Mount = (receiver: Receiver) => Mounted | Promise<Mounted>;

/** Where an adapter's answer is another one: `want` and `reason`, or neither for what cannot arise there; always why. */
export interface Difference {
  readonly want?: number;
  readonly reason?: RefusalReason | null;
  readonly why: string;
}

async function open<Kind extends Mounted>(mount: (receiver: Receiver) => Kind | Promise<Kind>, bodyTimeoutMs = 10_000) {
  const refused: RefusalReason[] = [];
  const handled: string[] = [];
  const receiver = shopReceiver({
    maxBodyBytes,
    bodyTimeoutMs,
    onRefused: ({ reason }) => void refused.push(reason),
    onInvalid: () => {},
    on: { 'order.created': (event) => void handled.push(event.id) },
  });
  let begin = () => {};
  const began = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const fetch = (request: Request) => {
    begin();
    return receiver.fetch(request);
  };
  const mounted = await mount({ ...receiver, fetch });
  onTestFinished(async () => {
    await mounted.stop?.();
    await receiver.close();
  });
  return { receiver, mounted, refused, handled, began };
}

/** Puts an adapter through every request of the table. */
export function runTable(mount: Mount, differences: Readonly<Record<string, Difference>> = {}): void {
  const arising = cases.filter(({ name }) => differences[name] === undefined || differences[name].want !== undefined);
  test.each(arising)('$name: $want', async ({ name, posted, ...usual }) => {
    const { want, reason } = { ...usual, ...differences[name] };
    const { receiver, mounted, refused } = await open(mount);
    expect({ status: await mounted.send(posted), refused }).toEqual({ status: want, refused: reason === null ? [] : [reason] });
    const kept = (await entriesOf(receiver)).map(({ body }) => Buffer.from(body).toString('latin1'));
    expect(kept).toEqual(want === accepted ? [Buffer.from(posted.body).toString('latin1')] : []);
  });

  test('what differs is in the table', () => {
    const names = cases.map(({ name }) => name);
    expect(Object.keys(differences).filter((name) => !names.includes(name))).toEqual([]);
  });

  test('the same event twice is taken twice and handled once', async () => {
    const { receiver, mounted, handled } = await open(mount);
    expect([await mounted.send(post()), await mounted.send(post())]).toEqual([accepted, accepted]);
    await receiver.drain();
    expect({ handled, kept: (await entriesOf(receiver)).length }).toEqual({ handled: [JSON.parse(order).id], kept: 1 });
  });
}

/** For servers: what the table can't say, a body that stops amid its way, and one without end. */
export function runStreams(mount: (receiver: Receiver) => Promise<Served>): void {
  const head = toBytes({ ...post({}, { chunked: true }), body: new Uint8Array(0) })
    .toString('latin1')
    .replace(/0\r\n\r\n$/, '');

  test('a body that stops: 408', async () => {
    const { mounted, refused } = await open(mount, 50);
    const answer = await exchange(mounted.port, `${head}5\r\n{"typ\r\n`);
    expect({ status: statusOf(answer), refused }).toEqual({ status: 408, refused: ['body-timeout'] });
  });

  test('a body without end: 413, and the connection ends', async () => {
    const { mounted, refused } = await open(mount);
    const answer = await flood(mounted.port, head, `10000\r\n${' '.repeat(65_536)}\r\n`);
    expect({ status: statusOf(answer), refused }).toEqual({ status: 413, refused: ['body-too-large'] });
  });

  test.each([
    { read: 'unread', sent: post({ headers: { 'content-type': 'text/plain' } }), want: 415 },
    { read: 'half read', sent: post({}, { chunked: true }), want: 413 },
  ])('a large body that is refused $read is let through, so that its sender sees the answer', async ({ sent, want }) => {
    const { mounted } = await open(mount);
    const { answer, broken } = await sendAll(mounted.port, toBytes({ ...sent, body: new Uint8Array(8_000_000) }));
    expect({ status: statusOf(answer), broken }).toEqual({ status: want, broken: null });
  });

  test('a sender that goes away amid its body leaves nothing behind', async () => {
    const { receiver, mounted, refused, began } = await open(mount);
    const socket = createConnection({ port: mounted.port, host: '127.0.0.1' });
    socket.write(`${head}5\r\n{"typ\r\n`);
    await began;
    socket.resetAndDestroy();
    await eventually(() => expect(refused).toEqual(['body-aborted']));
    expect(await entriesOf(receiver)).toEqual([]);
    expect(await mounted.send(post())).toBe(accepted);
  });
}
