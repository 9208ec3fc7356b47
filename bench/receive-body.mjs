// What reading a body costs before its delivery is stored, and when it is processed, as a ratio to JSON.parse of the
// same body. `npm run build && node bench/receive-body.mjs [runtime's dist]`: give another build's folder to compare
// with it.
import { createHmac } from 'node:crypto';
import { pathToFileURL } from 'node:url';

const dist = pathToFileURL(`${process.argv[2] ?? 'runtime/dist'}/`);
const load = (file) => import(new URL(file, dist).href);
const [{ createReceiver, memoryInbox }, { readEvent, openBody = (bytes) => bytes }] = await Promise.all([
  load('index.js'),
  load('inspect.js'),
]);

const pointer = (at) => ({ kind: 'pointer', pointer: at });
const byHeaders = {
  dedupe: { by: 'sources', sources: [{ kind: 'header', header: 'x-id' }] },
  discriminator: [{ kind: 'header', header: 'x-event' }],
};
const byBody = { dedupe: { by: 'sources', sources: [pointer('/eventId')] }, discriminator: [pointer('/eventType')] };
const signature = {
  scheme: 'custom',
  header: 'x-signature',
  algorithm: 'hmac-sha256',
  encoding: 'base64',
  prefix: '',
  timestamp: null,
  toleranceMs: null,
};
const ecwid = { ...signature, signed: [pointer('/eventCreated'), { kind: 'text', text: '.' }, pointer('/eventId')] };

const cases = [
  { name: 'no pointers', contract: { ...byHeaders, signature: null }, options: { unsigned: true } },
  { name: 'Ecwid (signed pointers)', contract: { ...byBody, signature: ecwid }, options: { secrets: 'secret' } },
  { name: 'orderBy', contract: { ...byBody, signature: null }, options: { unsigned: true, orderBy: '/data/orderId' } },
  { name: 'Ecwid, orderBy', contract: { ...byBody, signature: ecwid }, options: { secrets: 'secret', orderBy: '/data/orderId' } },
];

const item = (at) => ({
  id: 1000 + at,
  sku: `SKU-${at}`,
  name: 'A teapot, glazed',
  price: 19.99,
  quantity: at,
  tags: ['new', 'sale'],
  weight: null,
});
const event = (items) => ({
  eventId: '80aece08-40e8-4145-8764-6c2f0d38678',
  eventCreated: 1_234_567,
  storeId: 1003,
  entityId: 103_878_161,
  eventType: 'order.updated',
  data: { orderId: 'XJ12H', oldPaymentStatus: 'PAID', items: Array.from({ length: items }, (_, at) => item(at)) },
});

const findEvent = (value, header) => (value?.eventType ?? header('x-event')) || null;
const contractOf = (facts) => ({
  ...{ provider: 'bench', title: 'Bench', events: ['order.updated'], acknowledge: 200, findEvent },
  ...{ validators: { 'order.updated': { validate: () => ({ valid: true }) } }, ...facts },
});

/**
 * The receiver stores nothing and processes nothing, so that what differs between two requests is what reading their
 * bodies costs.
 */
function receiving({ contract, options }, body, { status = 200, signed = '1234567.80aece08-40e8-4145-8764-6c2f0d38678' } = {}) {
  const inbox = { ...memoryInbox(), store: async () => 'duplicate' };
  const receiver = createReceiver(contractOf(contract), { on: {}, inbox, work: false, onRefused: () => {}, ...options });
  const headers = { 'content-type': 'application/json', 'x-id': 'a', 'x-event': 'order.updated' };
  if (signed !== null) headers['x-signature'] = createHmac('sha256', 'secret').update(signed).digest('base64');
  return async () => {
    const response = await receiver.fetch(new Request('http://localhost/', { method: 'POST', headers, body }));
    if (response.status !== status) throw new Error(`${response.status}`);
  };
}

/**
 * The least time of many rounds, in microseconds a call; the cases take turns, so that a busy machine slows all of
 * them.
 */
async function measure(runs, rounds = 60, calls = 20) {
  const best = runs.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < rounds; round++) {
    for (const [at, run] of runs.entries()) {
      const start = performance.now();
      for (let call = 0; call < calls; call++) await run();
      best[at] = Math.min(best[at], ((performance.now() - start) * 1000) / calls);
    }
  }
  return best;
}

/** Refused before and after a hash is computed, in both cases before the body is read. */
const unread = { ...cases[1], contract: { ...byHeaders, signature: { ...signature, signed: [{ kind: 'text', text: '.' }] } } };

for (const items of [20, 400]) {
  const body = Buffer.from(JSON.stringify(event(items)));
  const text = String(body);
  const [parse, unsigned, signed, work, ...stored] = await measure([
    () => JSON.parse(text),
    receiving(unread, body, { status: 401, signed: null }),
    receiving(unread, body, { status: 401 }),
    () => readEvent(contractOf(byBody), new Headers(), openBody(body)),
    ...cases.map((one) => receiving(one, body)),
  ]);
  console.log(
    `${(body.length / 1000).toFixed(1)} kB: JSON.parse takes ${parse.toFixed(1)} µs, a request whose body is not read ${unsigned.toFixed(0)} µs`,
  );
  for (const [at, { name, contract }] of cases.entries()) {
    const cost = stored[at] - (contract.signature === null ? unsigned : signed);
    console.log(`  before storing, ${name.padEnd(24)} ${(cost / parse).toFixed(2)}`);
  }
  console.log(`  when processed ${' '.repeat(25)} ${(work / parse).toFixed(2)}`);
}
