import type { Source } from '@hookbook/runtime';
import { valueAt } from '@hookbook/runtime/inspect';
import { listScalars, replaceAt } from './pointers.js';
import type { Sample, SimulatedProvider } from './provider.js';
import { renewId, renewTime, stepOf } from './renew-value.js';
import type { SeededRandom } from './seeded-random.js';

/** A payload as no delivery before had it. */
export interface Fresh {
  readonly payload: unknown;
  /** Headers beside the signature's and the signed time's, lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** White space for the end of the body, where nothing else makes it another delivery; '' mostly. */
  readonly padding: string;
}

export interface Freshening {
  /** When the event happened, in unix milliseconds. */
  readonly at: number;
  /** Counts deliveries, so that no two have one time for an id. */
  readonly serial: number;
  readonly random: SeededRandom;
}

const sameSource = (left: Source) => (right: Source | null) => right !== null && JSON.stringify(left) === JSON.stringify(right);

/**
 * The event's sample with another id and time: the members that dedupe and the signed time go by change, in the shape that they have and
 * as far as the provider's own validation lets them; what tells the event never does.
 */
export function freshen(provider: SimulatedProvider, event: string, sample: Sample, freshening: Freshening): Fresh {
  const { discriminator, dedupe, signature } = provider;
  const time = signature?.timestamp ?? null;
  const fits = createFit(provider, event, sample.payload);
  const payload = renewSignedTime(sample.payload, time, freshening);
  const sources = (dedupe.by === 'sources' ? dedupe.sources : []).filter((source) => !discriminator.some(sameSource(source)));
  const headers = renewHeaders(provider, sample.headers, sources, freshening.random);
  const renewed = { payload, headers, padding: '' };
  if (sources.some((source) => source.kind === 'header' && !sameSource(source)(time))) return renewed;
  const ids = sources.filter((source) => !sameSource(source)(time)).reverse();
  for (const source of [...ids, ...sources]) {
    const aged = sameSource(source)(time) ? limitAge(freshening, signature?.toleranceMs ?? null) : freshening;
    const other = source.kind === 'pointer' ? renewMember(payload, source.pointer, aged, fits) : null;
    if (other !== null) return { ...renewed, payload: other.payload };
  }
  return { ...renewed, ...varyBytes(provider, payload, freshening, fits) };
}

type Fits = (payload: unknown) => boolean;

/** Where the sample itself doesn't fit, nothing is held against what is made of it. */
function createFit(provider: SimulatedProvider, event: string, sample: unknown): Fits {
  return provider.validate(event, sample).valid ? (payload) => provider.validate(event, payload).valid : () => true;
}

function renewSignedTime(payload: unknown, time: Source | null, { at, random }: Freshening): unknown {
  if (time?.kind !== 'pointer') return payload;
  const renewed = renewTime(valueAt(payload, time.pointer) ?? 0, at, random);
  return renewed === null ? payload : replaceAt(payload, time.pointer, renewed);
}

/** The same payload with another value there; null where none of those that look like the old one fits. */
function renewMember(payload: unknown, pointer: string, freshening: Freshening, fits: Fits): { readonly payload: unknown } | null {
  const old = valueAt(payload, pointer);
  for (const value of candidates(pointer, old, freshening)) {
    const other = replaceAt(payload, pointer, value);
    if (value !== old && fits(other)) return { payload: other };
  }
  return null;
}

const timeName = /(?:^|[/_]|[a-z])(?:at|time|timestamp|ts|date|created|updated)$/i;

/** Times that are ids lie in the past, each apart from the others. A number is a time by its name, and where it lies in this century. */
function candidates(pointer: string, old: unknown, { at, serial, random }: Freshening): readonly (string | number)[] {
  const inNumbers = typeof old === 'number' || (typeof old === 'string' && /^\d+$/.test(old));
  const plausible = !inNumbers || (timeName.test(pointer) && /^\d{10}(?:\d{3})?$/.test(String(old)));
  const time = plausible ? renewTime(old, at - serial * stepOf(old), random) : null;
  return time === null ? renewId(old, random) : [time];
}

/** A signed time that is all of the id stays within half its tolerance. */
function limitAge(freshening: Freshening, toleranceMs: number | null): Freshening {
  if (toleranceMs === null) return freshening;
  return { ...freshening, serial: freshening.serial % Math.max(1, Math.floor(toleranceMs / 2000)) };
}

function renewHeaders(
  { signature, discriminator }: SimulatedProvider,
  given: Sample['headers'],
  dedupe: readonly Source[],
  random: SeededRandom,
): Record<string, string> {
  const headers = Object.fromEntries(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
  const time = signature?.timestamp ?? null;
  const signed = (signature?.signed ?? []).filter((part) => part.kind === 'header' && !Object.hasOwn(headers, part.header));
  for (const source of [...dedupe, ...signed]) {
    if (source.kind !== 'header' || sameSource(source)(time) || discriminator.some(sameSource(source))) continue;
    headers[source.header] = String(renewId(headers[source.header] ?? 'msg_', random)[0]);
  }
  if (signature !== null) delete headers[signature.header];
  return headers;
}

const idName = /(?:^|_|[a-z])(?:id|uid|gid|uuid|token|key|code|number|ref)$/i;

/** Other bytes: by a member that looks like an id, by any other text, by blanks at the end. */
function varyBytes(
  { discriminator, signature }: SimulatedProvider,
  payload: unknown,
  freshening: Freshening,
  fits: Fits,
): Pick<Fresh, 'payload' | 'padding'> {
  const fixed = [...discriminator, signature?.timestamp].flatMap((source) => (source?.kind === 'pointer' ? [source.pointer] : []));
  const free = listScalars(payload, 100).filter(({ pointer, value }) => typeof value === 'string' && !fixed.includes(pointer));
  const byName = [...free.filter(({ pointer }) => idName.test(pointer)), ...free.filter(({ pointer }) => !idName.test(pointer))];
  for (const { pointer, value } of byName) {
    if (renewTime(value, 0, freshening.random) !== null || value === '') continue; // a time, or a number in text: means something
    const other = renewMember(payload, pointer, freshening, fits);
    if (other !== null) return { ...other, padding: '' };
  }
  return { payload, padding: freshening.random.text(48, ' \t') };
}
