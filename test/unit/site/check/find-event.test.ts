import type { ProviderFacts, Source, Validation } from '@hookbook/runtime';
import { describe, expect, test } from 'vitest';
import type { CheckedEvent, CheckedProvider, Validators } from '../../../../site/theme/check/checked-provider.js';
import { type Finding, findEvent } from '../../../../site/theme/check/find-event.js';

const wrong = { pointer: '', keyword: 'x', expected: '', found: '', message: '' };
/** An event is valid where the payload has its name among its `fits`; with as many errors as `errors` says elsewhere. */
const validate =
  (name: string) =>
  (value: unknown): Validation => {
    const { fits = [], errors = {} } = value as { readonly fits?: readonly string[]; readonly errors?: Readonly<Record<string, number>> };
    return fits.includes(name) ? { valid: true } : { valid: false, errors: Array.from({ length: errors[name] ?? 1 }, () => wrong) };
  };

interface Made {
  readonly key?: string;
  readonly sources: readonly Source[];
  readonly events: Readonly<Record<string, readonly string[]>>;
}

function make({ key = 'acme', sources, events }: Made): CheckedProvider {
  const described = Object.entries(events).map(
    ([name, values]): CheckedEvent => ({
      ...{ name, label: name, slug: name, example: false },
      discriminator: sources.map((source, at) => ({ source, values: [values[at]] })),
    }),
  );
  const validators = Object.fromEntries(Object.keys(events).map((name) => [name, { validate: validate(name) }]));
  const read = (value: unknown, header: ((name: string) => string | null) | undefined, source: Source) =>
    source.kind === 'header' ? (header?.(source.header) ?? null) : Reflect.get(value as object, source.pointer.slice(1));
  const module: Validators = {
    validators,
    findEvent: (value, header) =>
      Object.entries(events).find(([, values]) => sources.every((source, at) => read(value, header, source) === values[at]))?.[0] ?? null,
  };
  const { findEvent: _, ...untold } = module;
  return {
    ...{ key, title: key, events: described, contract: { ...({} as ProviderFacts), discriminator: sources, signature: null } },
    ...{ tolerant: sources.length === 0 ? untold : module, strict: sources.length === 0 ? untold : module },
  };
}

const byType = make({ sources: [{ kind: 'pointer', pointer: '/type' }], events: { 'a.made': ['made'], 'a.gone': ['gone'] } });
const other = make({ key: 'other', sources: [{ kind: 'pointer', pointer: '/type' }], events: { 'b.made': ['made'] } });
const byHeader = make({
  sources: [
    { kind: 'header', header: 'x-topic' },
    { kind: 'pointer', pointer: '/type' },
  ],
  events: { 'o.made': ['orders', 'made'], 'u.made': ['users', 'made'], 'u.gone': ['users', 'gone'] },
});
const untold = make({ key: 'untold', sources: [], events: { x: [], y: [] } });
const single = make({ key: 'single', sources: [], events: { only: [] } });

/** What was found in short: the event, or its kind, and what it says. */
function summarise(finding: Finding): unknown {
  if (finding.kind === 'event') return `${finding.best.provider.key}/${finding.best.event.name} of ${finding.candidates.length}`;
  if (finding.kind === 'several') return finding.candidates.map(({ event }) => event.name);
  return finding.kind === 'ambiguous' ? finding.count : finding.clues.map(({ said, near }) => [said, ...near]);
}

interface Case {
  readonly name: string;
  readonly providers: readonly CheckedProvider[];
  readonly value: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly event?: { readonly provider: string; readonly name: string };
  readonly want: unknown;
}

describe('which event a payload is', () => {
  test.each<Case>([
    { name: 'by its discriminator', providers: [byType], value: { type: 'gone' }, want: 'acme/a.gone of 1' },
    {
      name: 'of several providers, the one it is valid as',
      providers: [byType, other],
      value: { type: 'made', fits: ['b.made'] },
      want: 'other/b.made of 2',
    },
    { name: 'valid as two', providers: [byType, other], value: { type: 'made', fits: ['a.made', 'b.made'] }, want: ['a.made', 'b.made'] },
    {
      name: 'valid as none: the closest',
      providers: [byType, other],
      value: { type: 'made', errors: { 'a.made': 3 } },
      want: 'other/b.made of 2',
    },
    { name: 'unknown, with what is near', providers: [byType], value: { type: 'mode' }, want: [['mode', 'made', 'gone']] },
    { name: 'without what tells it', providers: [byType], value: [], want: [[null]] },
    {
      name: 'as it was asked for',
      providers: [byType],
      value: { type: 'made' },
      event: { provider: 'acme', name: 'a.gone' },
      want: 'acme/a.gone of 1',
    },
    { name: 'by a header', providers: [byHeader], value: { type: 'made' }, headers: { 'x-topic': 'users' }, want: 'acme/u.made of 1' },
    { name: 'by the body alone without that header', providers: [byHeader], value: { type: 'gone' }, want: 'acme/u.gone of 1' },
    { name: 'by the body as far as it tells', providers: [byHeader], value: { type: 'made', fits: ['o.made'] }, want: 'acme/o.made of 2' },
    {
      name: 'by a header that no event has',
      providers: [byHeader],
      value: { type: 'made' },
      headers: { 'x-topic': 'user' },
      want: [['user', 'users']],
    },
    { name: 'by what it is valid as, where nothing tells', providers: [untold], value: { fits: ['y'] }, want: 'untold/y of 2' },
    { name: 'nothing told, valid as none', providers: [untold], value: {}, want: 2 },
    { name: 'the only event there is', providers: [single], value: {}, want: 'single/only of 1' },
    { name: 'told before untold', providers: [untold, byType], value: { type: 'gone', fits: ['x'] }, want: 'acme/a.gone of 1' },
    { name: 'of no provider at all', providers: [], value: {}, want: [] },
  ])('$name', ({ providers, value, headers = {}, event = null, want }) => {
    expect(summarise(findEvent(value, { providers, event, header: (name) => headers[name] ?? null }))).toEqual(want);
  });
});
