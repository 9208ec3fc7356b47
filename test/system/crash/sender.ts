import { createHash } from 'node:crypto';
import { signedRequest } from '../../runtime/sample-receiver.js';
import type { Random } from './random.js';

export interface Sent {
  readonly id: string;
  readonly body: string;
  readonly digest: string;
  /** Its handler fails for ever. */
  readonly poison: boolean;
}

/** A provider that sends each event until it has a 2xx, at times more than once at the same time, and at times again after that. */
export interface Sender {
  /** Makes up events. */
  add(count: number, random: Random): void;
  /** Sends all that has no 2xx yet, some of it twice at once; resolves once each was answered, or its connection broke. */
  sendWaiting(url: string, random: Random): Promise<void>;
  /** The same, and again some of what has its 2xx. */
  sendMore(url: string, random: Random): Promise<void>;
  waiting(): number;
  readonly acknowledged: ReadonlyMap<string, Sent>;
  /** Statuses that are neither 2xx nor 503: there must be none. */
  readonly strange: readonly number[];
}

export function createSender(name: string): Sender {
  const waiting = new Map<string, Sent>();
  const acknowledged = new Map<string, Sent>();
  const strange: number[] = [];
  let serial = 0;

  function add(count: number, random: Random): void {
    for (let left = count; left > 0; left--) {
      const sent = makeUp(`${name}-${++serial}`, random);
      waiting.set(sent.id, sent);
    }
  }

  async function send(url: string, sent: Sent): Promise<void> {
    const { headers } = signedRequest({ id: sent.id, body: sent.body, at: Math.floor(Date.now() / 1000) });
    // A connection that is refused or breaks says nothing: the event stays with those that wait.
    const status = await fetch(url, { method: 'POST', headers, body: sent.body, signal: AbortSignal.timeout(10_000) }).then(
      (response) => response.status,
      () => null,
    );
    if (status === null || status === 503) return;
    if (status < 200 || status > 299) strange.push(status);
    else {
      waiting.delete(sent.id);
      acknowledged.set(sent.id, sent);
    }
  }

  async function sendTogether(url: string, random: Random, late: readonly Sent[]): Promise<void> {
    const again = [...waiting.values()].filter(() => random.chance(0.3));
    await Promise.all(random.shuffle([...waiting.values(), ...again, ...late]).map((sent) => send(url, sent)));
  }

  const sendWaiting = (url: string, random: Random) => sendTogether(url, random, []);

  function sendMore(url: string, random: Random): Promise<void> {
    const late = [...acknowledged.values()].filter(() => random.chance(0.03));
    return sendTogether(url, random, late);
  }

  return { add, sendWaiting, sendMore, waiting: () => waiting.size, acknowledged, strange };
}

/** JSON as a body that is parsed and printed again would not have it: blanks, escapes, a number's zeros, members in any order. */
function makeUp(id: string, random: Random): Sent {
  const poison = random.chance(0.12);
  const members = [
    `"poison" :${poison}`,
    `"ms": ${random.chance(0.5) ? 0 : random.between(1, 25)}`,
    `"total":${random.between(0, 99)}.50`,
    `"note":"\\u00e9 \u0142\u00f3d\u017a \u{1f600} ${'x'.repeat(random.chance(0.1) ? random.between(5000, 40_000) : random.between(0, 40))}"`,
    `"id":"${id}"`,
  ];
  const body = `{ ${random.shuffle(members).join(random.chance(0.5) ? ',\r\n\t' : ',')}}${' '.repeat(random.between(0, 2))}`;
  return { id, body, digest: createHash('sha256').update(body).digest('hex'), poison };
}
