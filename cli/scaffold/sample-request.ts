import { algorithmOf } from '../../catalogue/model/algorithm.js';
import { buildMinimalPayload } from '../../catalogue/model/minimal-payload.js';
import type { Provider, SignedPart, WebhookEvent } from '../../catalogue/model/model.js';
import { parsePointer } from '../../catalogue/model/pointer.js';
import { type PlannedValue, planRequest } from '../../catalogue/model/sample-request.js';
import { tsString } from '../../generators/render/source-text.js';
import { visibleText } from '../../generators/render/visible-text.js';

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
  const { signature, events } = provider;
  const event = events.find(({ examples }) => examples.length > 0) ?? events[0];
  const algorithm = signature === null ? null : algorithmOf(signature);
  if (event === undefined || algorithm?.kind === 'key-pair') return null;
  const [example] = event.examples;
  const { headers, fresh, byBody } = planRequest(provider, event, example?.headers ?? null);
  return {
    event,
    payload: `${visibleText(JSON.stringify(example?.payload ?? buildMinimalPayload(event), null, 2))}\n`,
    headers: headers.map(({ name, value }) => ({ name: tsString(name), value: printValue(value) })),
    fresh: fresh.map(printPath),
    byBody,
    signature:
      signature === null || algorithm === null
        ? null
        : {
            header: tsString(signature.header.toLowerCase()),
            digest: tsString(algorithm.hash),
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

const printPath = (pointer: string) => `[${parsePointer(pointer).map(tsString).join(', ')}]`;

function printValue(value: PlannedValue): string {
  if (value.kind === 'text') return tsString(value.text);
  return value.kind === 'id' ? 'randomUUID()' : 'String(Math.floor(Date.now() / 1000))';
}
