import { listAlterations } from './alterations.js';
import { type Check, defineCheck, insist, NotShown } from './check.js';
import type { SignedRequest } from './compose.js';
import { coversBody, isUnsigned, signsAnyBody } from './facts.js';
import { breakUtf8, noObjects, oddBodies } from './odd-bodies.js';
import { listMisfits, listUnknown, type Other } from './other-events.js';
import type { StoredRequest } from './probe.js';
import { showDifference } from './show.js';
import { answered, isAcknowledged, type Trial } from './trial.js';

interface Sent {
  readonly what: string;
  readonly request: SignedRequest;
}

/** Sends each, and gives those that were acknowledged: whether they had to be is another check's. */
async function sendAll({ compose, send, probe }: Trial<'settle'>, others: readonly Other[]): Promise<readonly Sent[]> {
  const sent: Sent[] = [];
  for (const { what, composing } of others) {
    const request = await compose(composing);
    if (isAcknowledged(await send(request))) sent.push({ what, request });
  }
  await probe.settle();
  return sent;
}

const plain: Other = { what: 'an event', composing: {} };
const odd: readonly Other[] = oddBodies.map(({ name, write }) => ({ what: `a body with ${name}`, composing: { body: write } }));
const notUtf8: Other = { what: 'a body that is not UTF-8', composing: { body: breakUtf8 } };

function insistSame(sent: Uint8Array, what: string, found: Uint8Array): void {
  const [one, other] = showDifference(sent, found) ?? [null, null];
  insist(one === null, `sent ${one}, ${what} ${other}`);
}

/** By its id; what has none that could be read may be stored under any. */
async function findRow({ rowsOf, probe }: Trial<'stored'>, request: SignedRequest): Promise<StoredRequest | undefined> {
  const [row] = await rowsOf(request);
  return row ?? (await probe.stored()).find(({ body }) => showDifference(request.body, body) === null);
}

/** Those whose members the event's schema allows: a handler may be spared the others. */
function fits({ provider, event }: Trial, { payload, body }: { readonly payload: unknown; readonly body: Uint8Array }): boolean {
  return !provider.validate(event, payload).valid || provider.validate(event, JSON.parse(new TextDecoder().decode(body))).valid;
}

/** What no handler can use, and can be authentic all the same. */
function listUseless({ provider, event, mark }: Trial): readonly Other[] {
  const bodies = noObjects.map(
    ({ name, write }): Other => ({ what: `a body that is a ${name}`, composing: { body: () => write(mark()) } }),
  );
  return [...listUnknown(provider, event), ...listMisfits(provider, event), ...(signsAnyBody(provider) ? [...bodies, notUtf8] : [])];
}

/** After a 2xx the exact bytes of the request are there, whatever they are. */
export const byteChecks: readonly Check[] = [
  defineCheck({
    name: 'what is stored are the bytes that were sent',
    why: 'a body that was written anew no longer fits its signature, and has lost what numbers and parsers could not hold',
    needs: ['stored', 'settle'],
    async run(trial) {
      const bodies = [plain, ...odd, ...(signsAnyBody(trial.provider) ? [notUtf8] : [])];
      for (const { what, request } of await sendAll(trial, bodies)) {
        const row = await findRow(trial, request);
        insist(row !== undefined, `acknowledged, and not stored: ${what}`);
        insistSame(request.body, 'stored', row.body);
      }
    },
  }),
  defineCheck({
    name: 'what a handler gets are the bytes that were sent',
    why: 'a handler that forwards, archives or verifies the event needs what was signed',
    needs: ['effects', 'settle'],
    async run(trial) {
      for (const { what, request } of await sendAll(trial, [plain, ...odd])) {
        const [run] = await trial.runsOf(request);
        insist(run !== undefined || !fits(trial, request), `acknowledged, and never handled: ${what}`);
        if (run !== undefined && run.body === undefined) throw new NotShown('needs the body of each run of probe.effects');
        if (run?.body !== undefined) insistSame(request.body, 'handed over', run.body);
      }
    },
  }),
  defineCheck({
    name: 'what no handler can use is kept, and set aside',
    why: 'the provider added an event before you did: with the next deployment it can be replayed',
    needs: ['stored', 'settle'],
    async run(trial) {
      for (const { what, request } of await sendAll(trial, listUseless(trial))) {
        const row = await findRow(trial, request);
        insist(row !== undefined, `acknowledged, and not stored: ${what}`);
        insist(row.state === 'aside', `${row.state} and not set aside: ${what}`);
        insist((await trial.runsOf(request)).length === 0, `a handler ran for ${what}, which is no event of its own`);
      }
    },
  }),
  defineCheck({
    name: 'what is refused leaves nothing behind',
    why: 'whoever knows the address could fill the store, or have an effect',
    needs: ['effects', 'settle'],
    whyNot: isUnsigned,
    run: leaveNothing,
  }),
];

async function leaveNothing({ provider, compose, send, probe, runsOf }: Trial<'effects' | 'settle'>): Promise<void> {
  const genuine = await compose();
  const count = async () => (await probe.effects()).length + ((await probe.stored?.()) ?? []).length;
  // With the genuine one's id: where the signature leaves the body free, that stands in the body.
  const forged = listAlterations(provider, genuine).find(({ request }) => coversBody(provider) || request.body === genuine.body);
  if (forged === undefined) throw new NotShown('nothing of the request can be altered');
  const traces = await count();
  const answer = await send(forged.request);
  insist(!isAcknowledged(answer), `${answered(answer)} to a forged request`);
  await probe.settle();
  insist((await count()) === traces, 'a forged request is stored, or had an effect');
  const again = await send(genuine);
  await probe.settle();
  insist(
    isAcknowledged(again) && (await runsOf(genuine)).length === 1,
    'a forged request with its id kept a genuine one from being handled',
  );
}
