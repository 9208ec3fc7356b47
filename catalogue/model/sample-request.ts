import type { JsonObject, Provider, Source, WebhookEvent } from './model.js';
import { dedupeBy } from './receiving.js';

/** What a program does to make a request of a sample, so that a receiver takes it for a new one each time. */
export interface RequestPlan {
  /** By lower-case name; the signature is none of them. */
  readonly headers: readonly { readonly name: string; readonly value: PlannedValue }[];
  /** Pointers to the members that are new with every request: the signed time, and what the event is known by. */
  readonly fresh: readonly string[];
  /** Whether bytes that differ are all that makes another delivery. */
  readonly byBody: boolean;
}

/** What a header holds: a text, something random, or the time in unix seconds. */
export type PlannedValue = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'id' } | { readonly kind: 'time' };

/** `shown`: the headers that the sample has. */
export function planRequest(provider: Provider, event: WebhookEvent, shown: JsonObject | null): RequestPlan {
  const { signature, discriminator } = provider;
  const dedupe = dedupeBy(provider);
  const telling = (discriminator?.sources ?? []).map(nameOf);
  const identifying = dedupe.by === 'body' ? [] : dedupe.sources.filter((source) => !telling.includes(nameOf(source)));
  const time = signature?.timestamp ?? null;
  const ids = identifying.filter((source) => time === null || nameOf(source) !== nameOf(time));
  const fresh = [...(time === null ? [] : [time]), ...ids.slice(-1)];
  return {
    headers: planHeaders(provider, event, shown, identifying),
    fresh: fresh.flatMap((source) => (source.kind === 'pointer' ? [source.pointer] : [])),
    byBody: dedupe.by === 'body',
  };
}

const nameOf = (source: Source) => (source.kind === 'pointer' ? `pointer:${source.pointer}` : `header:${source.header.toLowerCase()}`);

function planHeaders(
  { signature }: Provider,
  event: WebhookEvent,
  shown: JsonObject | null,
  identifying: readonly Source[],
): RequestPlan['headers'] {
  const headers = new Map<string, PlannedValue>();
  const set = (name: string, value: PlannedValue) => headers.set(name.toLowerCase(), value);
  set('content-type', { kind: 'text', text: event.contentType });
  for (const [name, value] of Object.entries(shown ?? {}))
    set(name, { kind: 'text', text: typeof value === 'string' ? value : JSON.stringify(value) });
  for (const { source, values } of event.discriminator)
    if (source.kind === 'header') set(source.header, { kind: 'text', text: String(values[0] ?? '') });
  for (const part of signature?.signed ?? [])
    if (part.kind === 'header' && !headers.has(part.header.toLowerCase())) set(part.header, { kind: 'id' });
  for (const source of identifying) if (source.kind === 'header') set(source.header, { kind: 'id' });
  if (signature?.timestamp?.kind === 'header') set(signature.timestamp.header, { kind: 'time' });
  if (signature !== null) headers.delete(signature.header.toLowerCase());
  return [...headers].map(([name, value]) => ({ name, value }));
}
