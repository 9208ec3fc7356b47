import { listAlterations } from './alterations.js';
import { assertKept, type Check, defineCheck, NotObservable } from './check.js';
import type { SignedRequest } from './compose.js';
import { coversBody, isUnsigned, signsAnyBody } from './facts.js';
import { breakUtf8, nonObjects, oddBodies } from './odd-bodies.js';
import { listMisfits, listUnknown, type Other } from './other-events.js';
import type { StoredRequest } from './probe.js';
import { showDifference } from './show-difference.js';
import { answered, isAcknowledged, type Trial } from './trial.js';

interface Sent {
  readonly what: string;
  readonly request: SignedRequest;
}

/** Sends each request and returns those that were acknowledged; other checks decide whether they had to be. */
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

function assertSameBytes(sent: Uint8Array, what: string, found: Uint8Array): void {
  const [one, other] = showDifference(sent, found) ?? [null, null];
  assertKept(one === null, `sent ${one}, ${what} ${other}`);
}

/** Finds the row by its id; a request without a readable id may be stored under any. */
async function findRow({ rowsOf, probe }: Trial<'stored'>, request: SignedRequest): Promise<StoredRequest | undefined> {
  const [row] = await rowsOf(request);
  return row ?? (await probe.stored()).find(({ body }) => showDifference(request.body, body) === null);
}

/** Whether the event's schema allows the fields; handlers may be spared the others. */
function fits({ provider, event }: Trial, { payload, body }: { readonly payload: unknown; readonly body: Uint8Array }): boolean {
  return !provider.validate(event, payload).valid || provider.validate(event, JSON.parse(new TextDecoder().decode(body))).valid;
}

/** Requests that no handler can use but that can still be genuine. */
function listUnusable({ provider, event, mark }: Trial): readonly Other[] {
  const bodies = nonObjects.map(
    ({ name, write }): Other => ({ what: `a body that is a ${name}`, composing: { body: () => write(mark()) } }),
  );
  return [...listUnknown(provider, event), ...listMisfits(provider, event), ...(signsAnyBody(provider) ? [...bodies, notUtf8] : [])];
}

/** After a 2xx the exact bytes of the request are stored, whatever they are. */
export const byteChecks: readonly Check[] = [
  defineCheck({
    name: 'what is stored are the bytes that were sent',
    why: 'a body that was written anew no longer fits its signature, and has lost what numbers and parsers could not hold',
    needs: ['stored', 'settle'],
    async run(trial) {
      const bodies = [plain, ...odd, ...(signsAnyBody(trial.provider) ? [notUtf8] : [])];
      for (const { what, request } of await sendAll(trial, bodies)) {
        const row = await findRow(trial, request);
        assertKept(row !== undefined, `acknowledged, and not stored: ${what}`);
        assertSameBytes(request.body, 'stored', row.body);
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
        assertKept(run !== undefined || !fits(trial, request), `acknowledged, and never handled: ${what}`);
        if (run !== undefined && run.body === undefined) throw new NotObservable('needs the body of each run of probe.effects');
        if (run?.body !== undefined) assertSameBytes(request.body, 'handed over', run.body);
      }
    },
  }),
  defineCheck({
    name: 'what no handler can use is kept, and set aside',
    why: 'the provider added an event before you did: with the next deployment it can be replayed',
    needs: ['stored', 'settle'],
    async run(trial) {
      for (const { what, request } of await sendAll(trial, listUnusable(trial))) {
        const row = await findRow(trial, request);
        assertKept(row !== undefined, `acknowledged, and not stored: ${what}`);
        assertKept(row.state === 'quarantined', `${row.state} and not quarantined: ${what}`);
        assertKept((await trial.runsOf(request)).length === 0, `a handler ran for ${what}, which is no event of its own`);
      }
    },
  }),
  defineCheck({
    name: 'what is refused leaves nothing behind',
    why: 'whoever knows the address could fill the store, or have an effect',
    needs: ['effects', 'settle'],
    whyNot: isUnsigned,
    run: checkNoTraces,
  }),
];

async function checkNoTraces({ provider, compose, send, probe, runsOf }: Trial<'effects' | 'settle'>): Promise<void> {
  const genuine = await compose();
  const count = async () => (await probe.effects()).length + ((await probe.stored?.()) ?? []).length;
  // With the genuine request's id. If the signature doesn't cover the body, the id is in the body.
  const forged = listAlterations(provider, genuine).find(({ request }) => coversBody(provider) || request.body === genuine.body);
  if (forged === undefined) throw new NotObservable('nothing of the request can be altered');
  const traces = await count();
  const answer = await send(forged.request);
  assertKept(!isAcknowledged(answer), `${answered(answer)} to a forged request`);
  await probe.settle();
  assertKept((await count()) === traces, 'a forged request is stored, or had an effect');
  const again = await send(genuine);
  await probe.settle();
  assertKept(
    isAcknowledged(again) && (await runsOf(genuine)).length === 1,
    'a forged request with its id kept a genuine one from being handled',
  );
}
