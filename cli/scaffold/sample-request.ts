import { algorithmOf } from '../../catalogue/model/algorithm.js';
import type { Provider, SignedPart, WebhookEvent } from '../../catalogue/model/model.js';
import { parsePointer } from '../../catalogue/model/pointer.js';
import { type PlannedValue, planRequest } from '../../catalogue/model/sample-request.js';
import { tsString } from '../../catalogue/model/source-text.js';
import { visibleText } from '../../generators/render/visible-text.js';
import { buildSample } from '../../requests/sample.js';

/** What `send.mjs` needs to make a request of the payload next to it. All texts are JavaScript source. */
export interface SampleRequest {
  readonly event: WebhookEvent;
  /** JSON. */
  readonly payload: string;
  /** All headers but the signature's. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  /** Paths of the properties that change with every request, so that none is a duplicate or too old. */
  readonly fresh: readonly string[];
  /** Whether deliveries are distinguished by their bytes alone. */
  readonly byBody: boolean;
  readonly signature: {
    readonly header: string;
    readonly digest: string;
    readonly encoding: string;
    /** Empty if the signature has none. */
    readonly prefix: string;
    readonly key: string;
    /** The expression for the signed text. */
    readonly signed: string;
  } | null;
}

/** A request of the first event, preferably with an example; null without events, or if only the provider can sign. */
export function describeSample(provider: Provider): SampleRequest | null {
  const { signature, events } = provider;
  const event = events.find(({ examples }) => examples.length > 0) ?? events[0];
  const algorithm = signature === null ? null : algorithmOf(signature);
  if (event === undefined || algorithm?.kind === 'key-pair') return null;
  const sample = buildSample(provider, event);
  const { headers, fresh, byBody } = planRequest(provider, event, sample.headers);
  return {
    event,
    payload: `${visibleText(JSON.stringify(sample.payload, null, 2))}\n`,
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
