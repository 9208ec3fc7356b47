import { randomInt, randomUUID } from 'node:crypto';
import type { Source } from '@hookbook/runtime';
import type { Sample, SimulatedProvider } from '@hookbook/runtime/simulate';
import type { Json } from '../catalogue/model.js';
import { valueAt } from '../catalogue/pointer.js';
import { applyEdits } from './edits.js';

export interface FreshSample extends Sample {
  /** Blanks that follow the body: other bytes are all that makes another delivery where the provider has no ids. */
  readonly blanks: string;
}

/** The sample with a signed time and an id that no request had before, of the same kinds, so that it is neither stale nor a duplicate. */
export function freshen({ signature, dedupe, discriminator }: SimulatedProvider, sample: Sample, at: number): FreshSample {
  const time = signature?.timestamp ?? null;
  const telling = [...discriminator, ...(time === null ? [] : [time])].map(nameOf);
  const ids = dedupe.by === 'body' ? [] : dedupe.sources.filter((source) => !telling.includes(nameOf(source)));
  const renewed = [...(time === null ? [] : [time]), ...ids.slice(-1)];
  const payload = renewed.reduce<Json>((value, source) => {
    const old = source.kind === 'pointer' ? valueAt(value, source.pointer) : undefined;
    if (source.kind === 'header' || old === undefined) return value;
    return applyEdits(value, [{ kind: 'set', pointer: source.pointer, value: renew(old, at) }]);
  }, sample.payload as Json);
  const headers = ids.slice(-1).flatMap((source) => (source.kind === 'header' ? [[source.header, `msg_${randomUUID()}`]] : []));
  const stale = renewed.flatMap((source) => (source.kind === 'header' ? [source.header] : []));
  const kept = Object.entries(sample.headers).filter(([name]) => !stale.includes(name));
  return {
    ...sample,
    payload,
    headers: Object.fromEntries([...kept, ...headers]) as Record<string, string>,
    blanks: dedupe.by === 'body' ? '\n'.repeat(1 + randomInt(1000)) : '',
  };
}

const nameOf = (source: Source) => JSON.stringify(source);

/** A value of the same kind: the time for a time, in its own spelling, an id otherwise. */
function renew(old: Json, at: number): Json {
  const seconds = Math.floor(at / 1000);
  if (typeof old === 'number') return old < 1e9 ? randomInt(1e9) : old < 1e11 ? seconds : at;
  if (typeof old !== 'string') return old;
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(old)) return renewTime(old, new Date(at).toISOString());
  if (/^\d{9,10}$/.test(old)) return String(seconds);
  if (/^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(old)) return randomUUID();
  return `${old}-${randomUUID().slice(0, 8)}`;
}

/** As many decimals as before, and UTC in the same spelling. */
function renewTime(old: string, now: string): string {
  const rest = old
    .slice(19)
    .replace(/\.\d+/, (decimals) => `.${now.slice(20, 23)}`.padEnd(decimals.length, '0').slice(0, decimals.length))
    .replace(/[+-]\d\d(:?)\d\d$/, '+00$100');
  return `${now.slice(0, 19)}${rest}`;
}
