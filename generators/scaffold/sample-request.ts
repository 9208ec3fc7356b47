import type { Provider, SignedPart, Source, WebhookEvent } from '../catalogue/model.js';
import { parsePointer } from '../catalogue/pointer.js';
import { dedupeBy } from '../catalogue/receiving.js';
import { buildToldPayload } from '../catalogue/told-payload.js';
import { tsString } from '../render/source-text.js';
import { visibleText } from '../render/visible-text.js';

/** What `send.mjs` does to make a request of the payload beside it; every text is JavaScript already. */
export interface SampleRequest {
  readonly event: WebhookEvent;
  /** The payload, as JSON. */
  readonly payload: string;
  /** Headers and what they hold; the signature is none of them. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  /** Pointers to the members that are new with every request, so that none is a duplicate or too old. */
  readonly fresh: readonly string[];
  /** Whether bytes that differ are all that makes another delivery. */
  readonly byBody: boolean;
  readonly signature: {
    readonly header: string;
    readonly digest: string;
    readonly encoding: string;
    /** '' where there is none. */
    readonly prefix: string;
    readonly key: string;
    /** The expression that gives what is signed. */
    readonly signed: string;
  } | null;
}

/** A request with the first example that the document has; null where it has no event, or where only the provider can sign. */
export function describeSample(provider: Provider): SampleRequest | null {
  const { signature, discriminator, events } = provider;
  const event = events.find(({ examples }) => examples.length > 0) ?? events[0];
  if (event === undefined || signature?.algorithm === 'ed25519') return null;
  const dedupe = dedupeBy(provider);
  const telling = (discriminator?.sources ?? []).map(nameOf);
  const identifying = dedupe.by === 'body' ? [] : dedupe.sources.filter((source) => !telling.includes(nameOf(source)));
  const time = signature?.timestamp ?? null;
  const ids = identifying.filter((source) => time === null || nameOf(source) !== nameOf(time));
  const fresh = [...(time === null ? [] : [time]), ...ids.slice(-1)];
  return {
    event,
    payload: `${visibleText(JSON.stringify(event.examples[0]?.payload ?? buildToldPayload(event), null, 2))}\n`,
    headers: describeHeaders(provider, event, identifying),
    fresh: fresh.flatMap((source) => (source.kind === 'pointer' ? [printPath(source.pointer)] : [])),
    byBody: dedupe.by === 'body',
    signature:
      signature === null
        ? null
        : {
            header: tsString(signature.header.toLowerCase()),
            digest: tsString(signature.algorithm.slice('hmac-'.length)),
            encoding: tsString(signature.encoding),
            prefix: signature.prefix === '' ? '' : tsString(signature.prefix),
            key: signature.scheme === 'standard-webhooks' ? "Buffer.from(secret.replace(/^whsec_/, ''), 'base64')" : 'secret',
            signed: printSigned(signature.signed),
          },
  };
}

function printSigned(signed: readonly SignedPart[]): string {
  const parts = signed.map((part) => {
    if (part.kind === 'body') return 'body';
    if (part.kind === 'text') return tsString(part.text);
    return part.kind === 'header' ? `headers[${tsString(part.header)}]` : `at(payload, ${printPath(part.pointer)})`;
  });
  return parts.length === 1 ? String(parts[0]) : `[${parts.join(', ')}].join('')`;
}

const nameOf = (source: Source) => (source.kind === 'pointer' ? `pointer:${source.pointer}` : `header:${source.header.toLowerCase()}`);

const printPath = (pointer: string) => `[${parsePointer(pointer).map(tsString).join(', ')}]`;

function describeHeaders(provider: Provider, event: WebhookEvent, identifying: readonly Source[]): SampleRequest['headers'] {
  const { signature } = provider;
  const headers = new Map([['content-type', tsString(event.contentType)]]);
  for (const [name, value] of Object.entries(event.examples[0]?.headers ?? {})) headers.set(name.toLowerCase(), tsString(String(value)));
  for (const { source, values } of event.discriminator) {
    if (source.kind === 'header') headers.set(source.header.toLowerCase(), tsString(String(values[0] ?? '')));
  }
  const random = [...identifying, ...(signature?.signed ?? [])].flatMap((source) => (source.kind === 'header' ? [source.header] : []));
  for (const name of random) if (!headers.has(name.toLowerCase())) headers.set(name.toLowerCase(), 'randomUUID()');
  for (const source of identifying) if (source.kind === 'header') headers.set(source.header.toLowerCase(), 'randomUUID()');
  const time = signature?.timestamp;
  if (time?.kind === 'header') headers.set(time.header.toLowerCase(), 'String(Math.floor(Date.now() / 1000))');
  if (signature !== null) headers.delete(signature.header.toLowerCase());
  return [...headers].map(([name, value]) => ({ name: tsString(name), value }));
}
