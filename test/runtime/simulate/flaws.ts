import { openBody } from '../../../runtime/src/request/open-body.js';
import { verifySignature } from '../../../runtime/src/verify/verify-signature.js';
import { type ScenarioName, type SimulatedProvider, type SimulationReport, simulate } from '../../../testkit/src/simulate.js';
import { fakeClock } from './catalogue.js';
import { handWritten, type Steps } from './hand-written.js';
import { pointerScheme, shopProvider, shopSecret } from './shop.js';

const previousSecret = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
const standard = shopProvider();

/** An id and a time in the body, signed without the rest of it. */
export const thin = shopProvider({
  signature: pointerScheme,
  dedupe: { by: 'sources', sources: [{ kind: 'pointer', pointer: '/id' }] },
  delivery: { ...standard.delivery, retriesMs: [3_600_000], retryForMs: 86_400_000, disableAfterMs: 2 * 86_400_000, notify: 'email' },
  sample: (event) => ({
    payload: { id: '80aece08-40e8-4145-8764-6c2f0d38678', created: 1234567, type: event, total: 1 },
    headers: {},
    contentType: 'application/json',
  }),
});

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const key = (secret: string) => ({ algorithm: 'hmac-sha256', bytes: Uint8Array.from(Buffer.from(secret.slice(6), 'base64')) }) as const;

/** The check of Standard Webhooks, with something of the request put in another's place. */
const verifyWith =
  (change: { headers?: (headers: Headers) => void; body?: (body: Uint8Array<ArrayBuffer>) => string; now?: number }): Steps['verify'] =>
  async ({ request, body }) => {
    const headers = new Headers(request.headers);
    change.headers?.(headers);
    const bytes = change.body === undefined ? body : Uint8Array.from(Buffer.from(change.body(body)));
    const scheme = { ...standard.signature, toleranceMs: change.now === undefined ? 300_000 : null } as NonNullable<
      typeof standard.signature
    >;
    return (await verifySignature(scheme, [key(shopSecret), key(previousSecret)], { headers, body: openBody(bytes) }, startsAt)) === null;
  };

const startsAt = Date.UTC(2026, 0, 1);

export interface Flawed {
  readonly name: string;
  readonly scenario: ScenarioName;
  readonly flaw: Partial<Steps>;
  /** The verdicts that fail. */
  readonly want: readonly string[];
  readonly provider?: SimulatedProvider;
  readonly secrets?: string[];
  /** Without a previous secret. */
  readonly unrotated?: true;
}

let clockNow = () => startsAt;

const moved = new Response(null, { status: 308, headers: { location: 'https://localhost/hook' } });
const down = new Response(null, { status: 503 });
const crash = () => new Response('TypeError: input buffers must have the same length', { status: 500 });

function refuseFirst(): Partial<Steps> {
  const known = new Set<string>();
  return { refuse: ({ id }) => (known.size === known.add(id).size ? null : 503) };
}

async function lookThenInsert(seen: Set<string>, id: string): Promise<boolean> {
  if (seen.has(id)) return false;
  await pause(0);
  return seen.add(id) === seen;
}

function wantOrder(): Steps['refuse'] {
  let created = false;
  return ({ value }) => {
    created ||= value['type'] === 'order.created';
    return created ? null : 422;
  };
}

function rememberHeader(): Steps['before'] {
  const seen = new Set<string>();
  return ({ headers }) => {
    const id = headers.get('webhook-id') ?? '';
    if (seen.has(id)) return new Response(null, { status: 200 });
    seen.add(id);
    return null;
  };
}

function refuseUnknown({ value }: { value: Readonly<Record<string, unknown>> }): number | null {
  return standard.events.includes(String(value['type'])) ? null : 400;
}

function stuckAtUnknown(): Steps['refuse'] {
  let stuck = false;
  return (incoming) => {
    stuck ||= refuseUnknown(incoming) !== null;
    return stuck ? 500 : null;
  };
}

const refuseMembers: Steps['refuse'] = ({ value }) =>
  Object.keys(value).every((name) => ['type', 'total', 'note', 'data'].includes(name)) ? null : 422;

const readAll = async (request: Request) => new Uint8Array(await request.arrayBuffer());

async function crashOver1MiB(request: Request) {
  const body = await readAll(request);
  return body.length > 1024 * 1024 ? crash() : body;
}

async function hangOver1MiB(request: Request) {
  const body = await readAll(request);
  return body.length > 1024 * 1024 ? new Promise<Response>(() => undefined) : body;
}

function goneAfter1MiB(): Steps['readBody'] {
  let gone = false;
  return async (request) => {
    const body = await readAll(request);
    const large = body.length > 1024 * 1024;
    if (gone) throw new Error('no longer there');
    gone = large;
    return large ? new Response(null, { status: 413 }) : body;
  };
}

/** Fifty of them take four times as long as the provider waits. */
function oneByOne(): Steps['handle'] {
  let queue = Promise.resolve();
  return async (effects, { id, value }) => {
    queue = queue.then(() => pause(40));
    await queue;
    effects.push({ event: String(value['type']), id });
  };
}

/** What each scenario is for. */
export const flawed: readonly Flawed[] = [
  { name: 'answers 204 where 200 counts', scenario: 'happy', flaw: { acknowledge: 204, duplicate: 204 }, want: ['acknowledged'] },
  { name: 'acknowledges and handles nothing', scenario: 'happy', flaw: { handle() {} }, want: ['one-effect'] },
  { name: 'takes what it refused before', scenario: 'happy', flaw: refuseFirst(), want: ['acknowledged-at-once'] },
  { name: 'redirects to https', scenario: 'redirect', flaw: { before: () => moved }, want: ['no-redirect'] },
  { name: 'forgets what it had', scenario: 'duplicates', flaw: { remember: () => true }, want: ['one-effect', 'one-effect-in-parallel'] },
  {
    name: 'calls a duplicate a conflict',
    scenario: 'duplicates',
    flaw: { duplicate: 409 },
    want: ['repeat-acknowledged', 'parallel-acknowledged'],
  },
  { name: 'looks, and inserts later', scenario: 'duplicates', flaw: { remember: lookThenInsert }, want: ['one-effect-in-parallel'] },
  { name: 'wants the order', scenario: 'out-of-order', flaw: { refuse: wantOrder() }, want: ['acknowledged', 'one-effect'] },
  {
    name: 'calls a retry a conflict',
    scenario: 'retry-after-500',
    flaw: { duplicate: 409 },
    want: ['acknowledged-after-answer-lost'],
  },
  {
    name: 'forgets what it had answered',
    scenario: 'retry-after-500',
    flaw: { remember: () => true },
    want: ['one-effect-after-answer-lost'],
  },
  {
    name: 'remembers before it has read',
    scenario: 'retry-after-timeout',
    flaw: { before: rememberHeader() },
    want: ['one-effect-after-cut-off'],
  },
  {
    name: 'is patient for five minutes with a time in the body',
    scenario: 'last-attempt',
    provider: thin,
    flaw: { refuse: ({ value }) => (Number(value['created']) * 1000 < clockNow() - 300_000 ? 401 : null) },
    want: ['acknowledged', 'one-effect'],
  },
  { name: 'stays down', scenario: 'outage', provider: thin, flaw: { before: () => down }, want: ['acknowledged', 'one-effect'] },
  { name: 'believes everyone', scenario: 'forged', flaw: { verify: () => true }, want: ['refused', 'no-effect'] },
  {
    name: 'believes who does not sign',
    scenario: 'forged',
    flaw: { verify: ({ request, ...rest }) => !request.headers.has('webhook-signature') || verifyWith({})({ request, ...rest }) },
    want: ['refused'],
  },
  { name: 'remembers before it verifies', scenario: 'forged', flaw: { before: rememberHeader() }, want: ['refused', 'one-effect'] },
  {
    name: 'crashes over a signature of another length',
    scenario: 'forged',
    flaw: { before: ({ headers }) => (/^v1,/.test(headers.get('webhook-signature') ?? 'v1,') ? null : crash()) },
    want: ['refused'],
  },
  { name: 'never looks at the time', scenario: 'stale', flaw: { verify: verifyWith({ now: 0 }) }, want: ['refused', 'no-effect'] },
  {
    name: 'verifies what it has printed anew',
    scenario: 'tampered',
    flaw: { verify: verifyWith({ body: (body) => JSON.stringify(JSON.parse(Buffer.from(body).toString())) }) },
    want: ['refused', 'other-spelling-acknowledged', 'no-effect', 'one-effect'],
  },
  {
    name: 'believes an id that is not signed',
    scenario: 'tampered',
    provider: thin,
    flaw: { verify: () => true },
    want: ['refused', 'no-effect'],
  },
  { name: 'has one secret', scenario: 'rotated-secret', secrets: [shopSecret], flaw: {}, want: ['acknowledged', 'one-effect'] },
  {
    name: 'looks at the first signature alone',
    scenario: 'rotated-secret',
    flaw: {
      verify: verifyWith({
        headers: (headers) => headers.set('webhook-signature', (headers.get('webhook-signature') ?? '').split(' ')[0] ?? ''),
      }),
    },
    secrets: [shopSecret],
    unrotated: true,
    want: ['acknowledged', 'one-effect'],
  },
  { name: 'refuses what it does not know', scenario: 'unknown-event', flaw: { refuse: refuseUnknown }, want: ['acknowledged'] },
  {
    name: 'never gets over the unknown',
    scenario: 'unknown-event',
    flaw: { refuse: stuckAtUnknown() },
    want: ['acknowledged', 'known-acknowledged', 'one-effect'],
  },
  { name: 'allows no member more', scenario: 'unknown-field', flaw: { refuse: refuseMembers }, want: ['acknowledged', 'one-effect'] },
  { name: 'acknowledges and drops', scenario: 'unknown-field', flaw: { handle() {} }, want: ['one-effect'] },
  { name: 'crashes over a large body', scenario: 'oversized', flaw: { readBody: crashOver1MiB }, want: ['bounded'] },
  { name: 'hangs over a large body', scenario: 'oversized', flaw: { readBody: hangOver1MiB }, want: ['bounded'] },
  { name: 'is gone after a large body', scenario: 'oversized', flaw: { readBody: goneAfter1MiB() }, want: ['alive', 'one-effect'] },
  { name: 'handles before it answers, one by one', scenario: 'burst', flaw: { handle: oneByOne() }, want: ['in-time'] },
  {
    name: 'takes what comes at once for one',
    scenario: 'burst',
    flaw: { remember: (seen) => !seen.has('now') && seen.add('now') === seen },
    want: ['one-effect'],
  },
];

/** A scenario against a receiver by hand. */
export async function play(
  scenario: ScenarioName,
  { flaw = {}, provider = standard, secrets, unrotated }: Partial<Flawed> = {},
): Promise<SimulationReport> {
  const clock = fakeClock(startsAt);
  clockNow = clock.now;
  const pair = [shopSecret, previousSecret];
  const receiver = handWritten(provider, secrets ?? pair, clock.now, flaw);
  const rotation = unrotated ? {} : { previousSecret };
  return simulate({
    provider,
    scenario,
    clock,
    secret: shopSecret,
    ...rotation,
    fetch: receiver.fetch,
    effects: receiver.effects,
    seed: 7,
  });
}
