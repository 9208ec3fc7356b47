import { coversBody, signsAnyBody, whyUnsigned } from '../facts.js';
import { listAlterations } from './alterations.js';
import { assertKept, type Check, defineCheck, NotObservable } from './check.js';
import type { SignedRequest } from './compose.js';
import { breakUtf8, nonObjects, oddBodies } from './odd-bodies.js';
import { type Case, listInvalid, listUnknown } from './other-events.js';
import type { StoredRequest } from './probe.js';
import { showDifference } from './show-difference.js';
import { answered, isAcknowledged, type Trial } from './trial.js';

interface Sent {
  readonly what: string;
  readonly request: SignedRequest;
}

/** Sends each request and returns those that were acknowledged; other checks decide whether they had to be. */
async function sendAll({ compose, send, probe }: Trial<'settle'>, cases: readonly Case[]): Promise<readonly Sent[]> {
  const sent: Sent[] = [];
  for (const { what, composing } of cases) {
    const request = await compose(composing);
    if (isAcknowledged(await send(request))) sent.push({ what, request });
  }
  await probe.settle();
  return sent;
}

const plain: Case = { what: 'an event', composing: {} };
const odd: readonly Case[] = oddBodies.map(({ name, write }) => ({ what: `a body with ${name}`, composing: { body: write } }));
const notUtf8: Case = { what: 'a body that is not UTF-8', composing: { body: breakUtf8 } };

function assertSameBytes(sent: Uint8Array, what: string, found: Uint8Array): void {
  const [one, other] = showDifference(sent, found) ?? [null, null];
  assertKept(one === null, `sent ${one}, ${what} ${other}`);
}

/** Finds the row by its id. A request without a readable id may be stored under any. */
async function findRow({ rowsOf, probe }: Trial<'stored'>, { what, request }: Sent): Promise<StoredRequest> {
  const [known] = await rowsOf(request);
  const row = known ?? (await probe.stored()).find(({ body }) => showDifference(request.body, body) === null);
  assertKept(row !== undefined, `acknowledged, but not stored: ${what}`);
  return row;
}

/** Whether the request still matches the event's schema; a receiver may withhold it from handlers otherwise. */
function fits({ provider, event }: Trial, { payload, body }: { readonly payload: unknown; readonly body: Uint8Array }): boolean {
  return !provider.validate(event, payload).valid || provider.validate(event, JSON.parse(new TextDecoder().decode(body))).valid;
}

/** Genuine requests that no handler can use. */
function listUnusable({ provider, event, mark }: Trial): readonly Case[] {
  const bodies = nonObjects.map(
    ({ name, write }): Case => ({ what: `a body that is a ${name}`, composing: { body: () => write(mark()) } }),
  );
  return [...listUnknown(provider, event), ...listInvalid(provider, event), ...(signsAnyBody(provider) ? [...bodies, notUtf8] : [])];
}

/** After a 2xx the exact bytes of the request are stored, whatever they are. */
export const byteChecks: readonly Check[] = [
  defineCheck({
    name: 'the exact bytes are stored',
    why: 'a body that was printed again no longer matches its signature, and has lost what parsers and numbers cannot represent',
    needs: ['stored', 'settle'],
    async run(trial) {
      const bodies = [plain, ...odd, ...(signsAnyBody(trial.provider) ? [notUtf8] : [])];
      for (const sent of await sendAll(trial, bodies)) assertSameBytes(sent.request.body, 'stored', (await findRow(trial, sent)).body);
    },
  }),
  defineCheck({
    name: 'handlers get the exact bytes',
    why: 'a handler that forwards, archives or verifies the event needs what was signed',
    needs: ['effects', 'settle'],
    async run(trial) {
      for (const { what, request } of await sendAll(trial, [plain, ...odd])) {
        const [run] = await trial.runsOf(request);
        assertKept(run !== undefined || !fits(trial, request), `acknowledged, but never handled: ${what}`);
        if (run !== undefined && run.body === undefined) throw new NotObservable('needs the body of each run of probe.effects');
        if (run?.body !== undefined) assertSameBytes(request.body, 'handed over', run.body);
      }
    },
  }),
  defineCheck({
    name: 'a request that no handler can use is quarantined',
    why: 'the provider added an event before you did: once your next deployment handles it, it can be replayed',
    needs: ['stored', 'settle'],
    async run(trial) {
      for (const sent of await sendAll(trial, listUnusable(trial))) {
        const { state } = await findRow(trial, sent);
        assertKept(state === 'quarantined', `${state} and not quarantined: ${sent.what}`);
        assertKept((await trial.runsOf(sent.request)).length === 0, `a handler ran for ${sent.what}, which has no handler`);
      }
    },
  }),
  defineCheck({
    name: 'a refused request leaves no trace',
    why: 'anyone who knows the URL could fill the store or cause effects',
    needs: ['effects', 'settle'],
    whyNot: whyUnsigned,
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
  const isHandled = isAcknowledged(again) && (await runsOf(genuine)).length === 1;
  assertKept(isHandled, 'a forged request with its id kept a genuine one from being handled');
}
