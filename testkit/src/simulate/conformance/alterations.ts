import { valueAt } from '@hookbook/runtime/inspect';
import { listScalars, replaceAt } from '../pointers.js';
import type { SimulatedProvider } from '../provider.js';
import type { SentRequest } from '../send-request.js';
import type { Bytes, SignedRequest } from './compose.js';
import { coversBody, fixedPointers, signedSources } from './facts.js';

export interface Alteration {
  /** How the request differs from what was signed, for `a request with …`. */
  readonly what: string;
  readonly request: SentRequest;
}

const encoder = new TextEncoder();

/** All ways to alter a request so that it must be refused. */
export function listAlterations(provider: SimulatedProvider, request: SignedRequest): readonly Alteration[] {
  const { signature } = provider;
  if (signature === null) return [];
  const given = request.headers[signature.header] ?? '';
  const withBody = (body: Bytes) => ({ ...request, body });
  const withHeader = (name: string, value: string) => ({ ...request, headers: { ...request.headers, [name]: value } });
  const { [signature.header]: _, ...unsigned } = request.headers;
  const bodies = [
    { what: 'another body', request: withBody(printAltered(provider, request.payload)) },
    { what: 'a longer body', request: withBody(Uint8Array.of(...request.body, 0x30)) },
  ];
  const values = signedSources(signature).map((source) =>
    source.kind === 'header'
      ? { what: `another ${source.header}`, request: withHeader(source.header, `${request.headers[source.header]}0`) }
      : { what: `another ${source.pointer}`, request: withBody(encoder.encode(JSON.stringify(alterAt(request.payload, source.pointer)))) },
  );
  return [
    ...(coversBody(provider) ? bodies : []),
    ...values,
    ...alterTime(provider, request),
    { what: 'half a signature', request: withHeader(signature.header, given.slice(0, Math.ceil(given.length / 2))) },
    { what: 'an empty signature', request: withHeader(signature.header, '') },
    { what: 'no signature', request: { ...request, headers: unsigned } },
  ];
}

/** One second earlier, which is within any tolerance. */
function alterTime({ signature }: SimulatedProvider, request: SignedRequest): Alteration[] {
  const time = signature?.timestamp ?? null;
  if (time === null) return [];
  if (time.kind === 'pointer') {
    const body = encoder.encode(JSON.stringify(replaceAt(request.payload, time.pointer, earlier(valueAt(request.payload, time.pointer)))));
    return [{ what: `another ${time.pointer}`, request: { ...request, body } }];
  }
  const value = String(earlier(request.headers[time.header]));
  return [{ what: `another ${time.header}`, request: { ...request, headers: { ...request.headers, [time.header]: value } } }];
}

function earlier(time: unknown): unknown {
  if (typeof time === 'number') return time - 1;
  const text = String(time);
  return /^\d+$/.test(text) ? String(Number(text) - 1) : new Date(Date.parse(text) - 1000).toISOString();
}

function alterAt(payload: unknown, pointer: string): unknown {
  const value = valueAt(payload, pointer);
  return replaceAt(payload, pointer, typeof value === 'number' ? value - 1 : `${value}0`);
}

/** The payload with a changed value that is free to change. */
function printAltered(provider: SimulatedProvider, payload: unknown): Bytes {
  const fixed = fixedPointers(provider);
  const free = listScalars(payload, 100).find(({ pointer, value }) => value !== null && !fixed.includes(pointer));
  return encoder.encode(JSON.stringify(alterAt(payload, free?.pointer ?? '/hookbook')));
}
