import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { memoryInbox } from '../../runtime/src/inbox/memory-inbox.js';
import { openBody } from '../../runtime/src/request/open-body.js';
import { identifyEvent, readEvent } from '../../runtime/src/request/read-event.js';
import { entriesOf, shopContract, signedRequest, unsignedReceiver } from './sample-receiver.js';

const name = fc.constantFrom('type', '\\u0074ype', 'id', '__proto__', 'constructor');
const scalar = fc.constantFrom('"order.created"', '"\\u006frder.created"', '"order.eaten"', '"x', '1', 'null', 'nul');
const { value } = fc.letrec<{ value: string; object: string; array: string }>((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, scalar, tie('object'), tie('array')),
  object: fc
    .array(fc.tuple(name, tie('value')), { maxLength: 3 })
    .map((members) => `{${members.map(([key, member]) => `"${key}":${member}`).join(',')}}`),
  array: fc.array(tie('value'), { maxLength: 2 }).map((items) => `[${items.join(',')}]`),
}));

test('a delivery is stored under the event that it has when it is processed', () => {
  const bytes = fc.oneof(
    value.map((text) => Buffer.from(text)),
    fc.tuple(value, fc.uint8Array({ maxLength: 2 })).map(([text, more]) => Buffer.concat([Buffer.from(text), more])),
  );
  fc.assert(
    fc.property(bytes, (sent) => {
      const body = openBody(Uint8Array.from(sent));
      const reading = readEvent(shopContract(), new Headers(), body);
      expect(identifyEvent(shopContract(), new Headers(), body)).toBe(reading.kind === 'event' ? reading.name : null);
    }),
    { numRuns: 1000 },
  );
});

test('an event that headers identify is stored under its name without reading the body', async () => {
  const parse = vi.spyOn(TextDecoder.prototype, 'decode');
  const receiver = unsignedReceiver(
    { work: false, inbox: memoryInbox() },
    { discriminator: [{ kind: 'header', header: 'x-event' }], findEvent: (_, header) => (header?.('x-event') ? 'order.created' : null) },
  );
  await receiver.fetch(signedRequest({ body: 'not JSON', headers: { 'x-event': 'created' } }));
  expect(parse).not.toHaveBeenCalled();
  vi.restoreAllMocks();
  expect(await entriesOf(receiver)).toMatchObject([{ event: 'order.created', state: 'pending' }]);
});

test('a body is decoded once for its signature, id, event and ordering key', async () => {
  const decode = vi.spyOn(TextDecoder.prototype, 'decode');
  const pointer = (at: string) => ({ kind: 'pointer', pointer: at }) as const;
  const receiver = unsignedReceiver(
    { work: false, inbox: memoryInbox(), orderBy: '/id' },
    { dedupe: { by: 'sources', sources: [pointer('/id')] } },
  );
  await receiver.fetch(signedRequest());
  expect(decode).toHaveBeenCalledTimes(1);
  vi.restoreAllMocks();
});
