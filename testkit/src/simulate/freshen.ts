import type { Source } from '@hookbook/runtime';
import { isSameSource, listPointers, valueAt } from '@hookbook/runtime/inspect';
import { listScalars, replaceAt } from './pointers.js';
import type { Sample, SimulatedProvider } from './provider.js';
import { renewId, renewTime, stepOf } from './renew-value.js';
import type { SeededRandom } from './seeded-random.js';

/** A payload that differs from all earlier deliveries. */
export interface Fresh {
  readonly payload: unknown;
  /** Headers other than the signature and the signed time, in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** White space to append to the body if nothing else makes it a different delivery; usually empty. */
  readonly padding: string;
}

export interface Freshening {
  /** When the event happened, in unix milliseconds. */
  readonly at: number;
  /** Counts deliveries, so that ids that are times differ. */
  readonly serial: number;
  readonly random: SeededRandom;
}

/**
 * The event's sample with a new id and time. The properties that deduplication and the signed time use change, in their
 * format and as far as the provider's validation allows. Properties that identify the event never change.
 */
export function freshen(provider: SimulatedProvider, event: string, sample: Sample, freshening: Freshening): Fresh {
  const { discriminator, dedupe, signature } = provider;
  const time = signature?.timestamp ?? null;
  const fits = createFit(provider, event, sample.payload);
  const payload = renewSignedTime(sample.payload, time, freshening);
  const sources = (dedupe.by === 'sources' ? dedupe.sources : []).filter(
    (source) => !discriminator.some((one) => isSameSource(one, source)),
  );
  const headers = renewHeaders(provider, sample.headers, sources, freshening.random);
  const renewed = { payload, headers, padding: '' };
  if (sources.some((source) => source.kind === 'header' && !isSameSource(source, time))) return renewed;
  const ids = sources.filter((source) => !isSameSource(source, time)).reverse();
  for (const source of [...ids, ...sources]) {
    const aged = isSameSource(source, time) ? limitAge(freshening, signature?.toleranceMs ?? null) : freshening;
    const other = source.kind === 'pointer' ? renewMember(payload, source.pointer, aged, fits) : null;
    if (other !== null) return { ...renewed, payload: other.payload };
  }
  return { ...renewed, ...varyBytes(provider, payload, freshening, fits) };
}

type Fits = (payload: unknown) => boolean;

/** If the sample itself is invalid, so may be its variants. */
function createFit(provider: SimulatedProvider, event: string, sample: unknown): Fits {
  return provider.validate(event, sample).valid ? (payload) => provider.validate(event, payload).valid : () => true;
}

function renewSignedTime(payload: unknown, time: Source | null, { at, random }: Freshening): unknown {
  if (time?.kind !== 'pointer') return payload;
  const renewed = renewTime(valueAt(payload, time.pointer) ?? 0, at, random);
  return renewed === null ? payload : replaceAt(payload, time.pointer, renewed);
}

/** The payload with a new value at the pointer; null if no value of the same format is valid. */
function renewMember(payload: unknown, pointer: string, freshening: Freshening, fits: Fits): { readonly payload: unknown } | null {
  const old = valueAt(payload, pointer);
  for (const value of candidates(pointer, old, freshening)) {
    const other = replaceAt(payload, pointer, value);
    if (value !== old && fits(other)) return { payload: other };
  }
  return null;
}

const timeName = /(?:^|[/_]|[a-z])(?:at|time|timestamp|ts|date|created|updated)$/i;

/** Times used as ids lie in the past, one step apart. A number is a time if its name says so and it is plausible. */
function candidates(pointer: string, old: unknown, { at, serial, random }: Freshening): readonly (string | number)[] {
  const inNumbers = typeof old === 'number' || (typeof old === 'string' && /^\d+$/.test(old));
  const plausible = !inNumbers || (timeName.test(pointer) && /^\d{10}(?:\d{3})?$/.test(String(old)));
  const time = plausible ? renewTime(old, at - serial * stepOf(old), random) : null;
  return time === null ? renewId(old, random) : [time];
}

/** A signed time that is the whole id stays within half its tolerance. */
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
    if (source.kind !== 'header' || isSameSource(source, time) || discriminator.some((one) => isSameSource(one, source))) continue;
    headers[source.header] = String(renewId(headers[source.header] ?? 'msg_', random)[0]);
  }
  if (signature !== null) delete headers[signature.header];
  return headers;
}

const idName = /(?:^|_|[a-z])(?:id|uid|gid|uuid|token|key|code|number|ref)$/i;

/** Makes the bytes differ: in a property that looks like an id, in any other string, or by white space at the end. */
function varyBytes(
  { discriminator, signature }: SimulatedProvider,
  payload: unknown,
  freshening: Freshening,
  fits: Fits,
): Pick<Fresh, 'payload' | 'padding'> {
  const fixed = listPointers([...discriminator, signature?.timestamp]);
  const free = listScalars(payload, 100).filter(({ pointer, value }) => typeof value === 'string' && !fixed.includes(pointer));
  const byName = [...free.filter(({ pointer }) => idName.test(pointer)), ...free.filter(({ pointer }) => !idName.test(pointer))];
  for (const { pointer, value } of byName) {
    if (renewTime(value, 0, freshening.random) !== null || value === '') continue; // a time or a number as text has a meaning
    const other = renewMember(payload, pointer, freshening, fits);
    if (other !== null) return { ...other, padding: '' };
  }
  return { payload, padding: freshening.random.text(48, ' \t') };
}
