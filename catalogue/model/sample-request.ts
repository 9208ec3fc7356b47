import type { JsonObject, Provider, Source, WebhookEvent } from './model.js';
import { dedupeBy } from './receiving.js';

/** How a program makes a request from a sample, so that a receiver accepts it as a new one each time. */
export interface RequestPlan {
  /** By lower-case name, without the signature. */
  readonly headers: readonly { readonly name: string; readonly value: PlannedValue }[];
  /** Pointers to the properties that change with every request: the signed time, and the id of the event. */
  readonly fresh: readonly string[];
  /** Whether receivers distinguish deliveries only by their bodies. */
  readonly byBody: boolean;
}

/** The value of a header: a text, a random id, or the time in unix seconds. */
export type PlannedValue = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'id' } | { readonly kind: 'time' };

/** Plans the request of an event. `shown` are the headers of the sample. */
export function planRequest(provider: Provider, event: WebhookEvent, shown: JsonObject | null): RequestPlan {
  const { signature, discriminator } = provider;
  const dedupe = dedupeBy(provider);
  const discriminating = (discriminator?.sources ?? []).map(nameOf);
  const identifying = dedupe.by === 'body' ? [] : dedupe.sources.filter((source) => !discriminating.includes(nameOf(source)));
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
