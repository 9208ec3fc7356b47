import { describe, expect, test } from 'vitest';
import type { Source } from '../../../catalogue/model/model.js';
import { sampleEvent, sampleProvider } from '../sample-catalogue.js';
import { importValidators } from './generated-module.js';
import { pointer } from './shop.js';

describe('the discriminator', () => {
  test('has several sources, headers among them', async () => {
    const sources: Source[] = [pointer('/event'), { kind: 'header', header: 'x-topic' }];
    const event = (name: string, typeName: string, on: string, topics: string[]) =>
      sampleEvent({
        name,
        typeName,
        payload: { properties: { event: { const: on } } },
        discriminator: [
          { source: sources[0] as Source, values: [on] },
          { source: sources[1] as Source, values: topics },
        ],
      });
    const provider = sampleProvider({
      discriminator: { sources },
      events: [
        event('a.made', 'AMade', 'made', ['a', 'A']),
        event('b.made', 'BMade', 'made', ['b']),
        event('a.lost', 'ALost', 'lost', ['a']),
      ],
    });
    const { tolerant } = await importValidators(provider);
    const header = (topic: string | null) => (name: string) => (name === 'x-topic' ? topic : null);
    expect(tolerant.findEvent({ event: 'made' }, header('A'))).toBe('a.made');
    expect(tolerant.findEvent({ event: 'made' }, header('b'))).toBe('b.made');
    expect(tolerant.findEvent({ event: 'lost' }, header('b'))).toBe(null);
    expect(tolerant.findEvent({ event: 'lost' })).toBe(null);
    expect(tolerant.validate({ event: 'lost' }, header('b'))).toMatchObject({
      valid: false,
      event: null,
      errors: [{ pointer: '', keyword: 'discriminator', expected: 'sent with x-topic "a"', found: 'string "b"' }],
    });
    expect(tolerant.validate({ event: 'gone' })).toMatchObject({ errors: [{ pointer: '/event', expected: 'one of "made", "lost"' }] });
  });

  test('is compared by type, and lists ten values at most', async () => {
    const events = Array.from({ length: 30 }, (_, code) =>
      sampleEvent({ name: `e${code}`, typeName: `E${code}`, payload: true, discriminator: [{ source: pointer('/code'), values: [code] }] }),
    );
    const { tolerant } = await importValidators(sampleProvider({ discriminator: { sources: [pointer('/code')] }, events }));
    expect(tolerant.findEvent({ code: 7 })).toBe('e7');
    expect(tolerant.findEvent({ code: '7' })).toBe(null);
    expect(tolerant.validate({})).toMatchObject({ errors: [{ expected: 'one of 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 or 20 more' }] });
  });

  test('of a single event may be empty: every value is that event', async () => {
    const events = [sampleEvent({ payload: { required: ['a'] }, discriminator: [] })];
    const { tolerant } = await importValidators(sampleProvider({ discriminator: { sources: [] }, events }));
    expect(tolerant.findEvent({})).toBe('order.created');
    expect(tolerant.validate({ a: 1 })).toMatchObject({ valid: true, event: 'order.created' });
    expect(tolerant.validate({})).toMatchObject({ valid: false, event: 'order.created', errors: [{ pointer: '/a' }] });
  });

  test('may be missing: then each event is tried', async () => {
    const events = [
      sampleEvent({ name: 'a', typeName: 'A', payload: { required: ['a'] }, discriminator: [] }),
      sampleEvent({ name: 'b', typeName: 'B', payload: { required: ['b'] }, discriminator: [] }),
    ];
    const { tolerant } = await importValidators(sampleProvider({ discriminator: null, events }));
    expect(tolerant.findEvent).toBe(undefined);
    expect(tolerant.validate({ b: 1 })).toMatchObject({ valid: true, event: 'b' });
    expect(tolerant.validate({})).toMatchObject({
      valid: false,
      event: null,
      errors: [{ pointer: '', keyword: 'anyOf', expected: 'valid as one of "a", "b"' }],
    });
    const one = await importValidators(sampleProvider({ discriminator: null, events: events.slice(0, 1) }));
    expect(one.tolerant.validate({})).toMatchObject({ valid: false, event: 'a', errors: [{ pointer: '/a' }] });
    const none = await importValidators(sampleProvider({ discriminator: null, events: [] }));
    expect(none.tolerant.validate({})).toMatchObject({ valid: false, event: null });
  });
});
