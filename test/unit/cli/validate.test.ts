import { describe, expect, it, test } from 'vitest';
import type { Json } from '../../../catalogue/model/model.js';
import { findByKey, findByPayload, listProviderEvents, type ProviderEvent } from '../../../cli/find-event.js';
import { judgePayload, type PayloadError } from '../../../cli/validate.js';
import { sampleCatalogue, sampleEvent, sampleProvider } from '../sample-catalogue.js';

const pointerAt = (pointer: string, ...values: string[]) => ({ source: { kind: 'pointer' as const, pointer }, values });
const both = {
  sources: [
    { kind: 'pointer' as const, pointer: '/event' },
    { kind: 'header' as const, header: 'x-kind' },
  ],
};
const catalogue = sampleCatalogue({
  providers: [
    sampleProvider({ events: [sampleEvent(), sampleEvent({ name: 'user.created' })] }),
    sampleProvider({
      key: 'other',
      discriminator: both,
      events: [
        sampleEvent({
          provider: 'other',
          name: 'user.created',
          discriminator: [pointerAt('/event', 'user'), { source: both.sources[1] as never, values: ['a'] }],
        }),
        sampleEvent({
          provider: 'other',
          name: 'user.gone',
          discriminator: [pointerAt('/event', 'user', 'User'), { source: both.sources[1] as never, values: ['b'] }],
        }),
      ],
    }),
  ],
});
const events = listProviderEvents(catalogue);
const keysOf = (providerEvent: readonly ProviderEvent[]) => providerEvent.map(({ event }) => event.key);

describe('the event of a payload', () => {
  test.each([
    { name: 'is the one whose values it has', given: { type: 'order.created' }, want: ['acme.order.created'] },
    { name: 'can be several where only a header tells', given: { event: 'user' }, want: ['other.user.created', 'other.user.gone'] },
    { name: 'has several spellings', given: { event: 'User' }, want: ['other.user.gone'] },
    { name: 'is none of the document', given: { type: 'nothing' }, want: [] },
    { name: 'is not found on a prototype', given: Object.create({ type: 'order.created' }) as Json, want: [] },
    { name: 'is none where the payload is no object', given: null, want: [] },
  ])('$name', ({ given, want }) => {
    expect(keysOf(findByPayload(events, given))).toEqual(want);
  });

  it('is looked for among the events that nothing tells apart, where no other fits', () => {
    const mute = sampleProvider({
      key: 'mute',
      discriminator: null,
      events: [sampleEvent({ provider: 'mute', name: 'a', discriminator: [] })],
    });
    const all = listProviderEvents({ ...catalogue, providers: [...catalogue.providers, mute] });
    expect(keysOf(findByPayload(all, { type: 'nothing' }))).toEqual(['mute.a']);
    expect(keysOf(findByPayload(all, { type: 'order.created' }))).toEqual(['acme.order.created']);
  });

  test.each([
    { given: 'other.user.created', want: 'other.user.created' },
    { given: 'order.created', want: 'acme.order.created' },
  ])('named $given is $want', ({ given, want }) => {
    expect(findByKey(events, given).event.key).toBe(want);
  });

  test.each([
    { given: 'user.created', want: /acme\.user\.created or other\.user\.created/ },
    { given: 'constructor', want: /no event "constructor"/ },
  ])('named $given is refused', ({ given, want }) => {
    expect(() => findByKey(events, given)).toThrow(want);
  });
});

describe('a verdict', () => {
  const fault: PayloadError = { pointer: '/id', keyword: 'type', message: 'must be string' };
  const judge =
    (faults: Record<string, number>) =>
    ({ event }: ProviderEvent) =>
      Array.from({ length: faults[event.key] ?? 0 }, () => fault);

  it('names the event that the payload is valid as', () => {
    const verdict = judgePayload('a.json', { event: 'user' }, events, judge({ 'other.user.created': 1 }));
    expect(verdict).toEqual({ file: 'a.json', event: 'other.user.gone', valid: true, errors: [] });
  });

  it('names none where the payload is valid as several', () => {
    const verdict = judgePayload('a.json', { event: 'user' }, events, judge({}));
    expect(verdict).toEqual({ file: 'a.json', event: null, valid: true, errors: [] });
  });

  it('guesses none where nothing tells events apart and the payload is valid as none', () => {
    const names = ['a', 'b'];
    const mute = sampleProvider({
      key: 'mute',
      discriminator: null,
      events: names.map((name) => sampleEvent({ provider: 'mute', name, key: `mute.${name}`, discriminator: [] })),
    });
    const all = listProviderEvents({ ...catalogue, providers: [mute] });
    expect(judgePayload('a.json', {}, all, judge({ 'mute.a': 1, 'mute.b': 2 }))).toMatchObject({
      event: null,
      valid: false,
      errors: [{ keyword: 'discriminator' }],
    });
  });

  it('names the closest event where the payload is valid as none', () => {
    const verdict = judgePayload('a.json', { event: 'user' }, events, judge({ 'other.user.created': 2, 'other.user.gone': 1 }));
    expect(verdict).toEqual({ file: 'a.json', event: 'other.user.gone', valid: false, errors: [fault] });
  });

  it('says where the payload is no event', () => {
    expect(judgePayload('a.json', {}, events, judge({}))).toMatchObject({
      event: null,
      valid: false,
      errors: [{ pointer: '', keyword: 'discriminator' }],
    });
  });
});
