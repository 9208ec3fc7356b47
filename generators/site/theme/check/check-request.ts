import type { ValidationError } from '@hookbook/runtime';
import { decodeText, readEvent } from '@hookbook/runtime/inspect';
import { checkSignature, type SignatureVerdict } from './check-signature.js';
import type { CheckedProvider } from './checked-provider.js';
import { type Asked, type Candidate, type Finding, findEvent } from './find-event.js';
import type { PastedHeaders } from './headers.js';
import type { Broken } from './json-tokens.js';
import { createPlaces, type Place } from './place.js';
import { scanJson } from './scan-json.js';

/** What is typed into the tool. */
export interface CheckInput {
  /** The payload as it is shown; places are places in it. */
  readonly text: string;
  /** The bytes of the chosen file that the text shows; null: the text itself as UTF-8. */
  readonly bytes: Uint8Array<ArrayBuffer> | null;
  readonly pasted: PastedHeaders;
  readonly secret: string;
  /** null: whichever it is. */
  readonly event: Asked['event'];
  readonly providers: readonly CheckedProvider[];
  /** Unix milliseconds. */
  readonly now: number;
}

/** A fault of the payload, and where it is: of a member that is missing, where the object is that lacks it. */
export interface Fault extends ValidationError {
  readonly place: Place;
  /** Whether receivers mind: what the tolerant validators report too. */
  readonly refused: boolean;
}

/** What is to be said beside: receivers and other readers may differ on these. */
export type Remark =
  | { readonly kind: 'bom' | 'not-utf-8' | 'too-deep' | 'large' }
  | { readonly kind: 'repeated' | 'repeated-told'; readonly text: string; readonly place: Place }
  | { readonly kind: 'lossy'; readonly text: string; readonly place: Place };

export type Report =
  | { readonly kind: 'not-json'; readonly place: Place; readonly why: Broken; readonly remarks: readonly Remark[] }
  | {
      readonly kind: 'json';
      readonly finding: Finding;
      /** Of the event that it is, or comes closest to. */
      readonly faults: readonly Fault[];
      readonly remarks: readonly Remark[];
      /** Of that event's provider, or of those whose signature header is there. */
      readonly signatures: readonly { readonly provider: CheckedProvider; readonly verdict: SignatureVerdict }[];
    };

/** A receiver's own limit, unless it is given another. */
const receiverLimit = 1_048_576;

/** Everything that the tool says of a request. */
export async function checkRequest(input: CheckInput): Promise<Report> {
  const { text, pasted, providers, event } = input;
  const bytes = input.bytes ?? new TextEncoder().encode(text);
  const placeAt = createPlaces(text);
  const { broken, repeated } = scanJson(text);
  const remarks: Remark[] = [...remarkBytes(bytes, text)];
  if (broken !== null) return { kind: 'not-json', place: placeAt(broken.at, broken.at + 1), why: broken.why, remarks };
  for (const { start, end } of repeated) remarks.push({ kind: 'repeated', text: text.slice(start, end), place: placeAt(start, end) });
  const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
  const header = (name: string) => pasted.headers.get(name);
  const finding = findEvent(value, { providers, event, header });
  const shown =
    finding.kind === 'event' ? [finding.best.provider] : finding.kind === 'several' ? finding.candidates.map((one) => one.provider) : [];
  if (finding.kind === 'event') remarks.push(...remarkReading(finding.best, { text, bytes, headers: pasted.headers }));
  const faults = finding.kind === 'event' ? placeFaults(finding.best, text) : [];
  const signatures: { provider: CheckedProvider; verdict: SignatureVerdict }[] = [];
  for (const provider of new Set(shown.length > 0 ? shown : signersOf(input))) {
    signatures.push({
      provider,
      verdict: await checkSignature(provider.contract.signature, { ...pasted, body: bytes, secret: input.secret, now: input.now }),
    });
  }
  return { kind: 'json', finding, faults, remarks, signatures };
}

/** The one provider there is, or those whose signature header came. */
function signersOf({ providers, pasted }: CheckInput): readonly CheckedProvider[] {
  if (providers.length === 1) return providers;
  return providers.filter(({ contract }) => contract.signature !== null && pasted.headers.has(contract.signature.header));
}

function remarkBytes(bytes: Uint8Array, text: string): Remark[] {
  const remarks: Remark[] = [];
  if (text.startsWith('\uFEFF')) remarks.push({ kind: 'bom' });
  if (decodeText(bytes) === null) remarks.push({ kind: 'not-utf-8' });
  if (bytes.length > receiverLimit) remarks.push({ kind: 'large' });
  return remarks;
}

interface Read {
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly headers: Headers;
}

/** What a receiver says beside, before it validates. */
function remarkReading({ provider }: Candidate, { text, bytes, headers }: Read): Remark[] {
  const findEvent = provider.tolerant.findEvent ?? (() => null);
  const reading = readEvent({ ...provider.contract, validators: {}, findEvent }, headers, bytes);
  if (reading.kind === 'unreadable') return reading.error.keyword === 'depth' ? [{ kind: 'too-deep' }] : [];
  const doubtful = reading.kind === 'unknown' ? / occurs more than once$/.exec(reading.why) : null;
  const told = doubtful === null || reading.kind !== 'unknown' ? [] : [reading.why.slice(0, doubtful.index)];
  const scan = scanJson(text, [...told, ...reading.warnings.map(({ pointer }) => pointer)]);
  const placeAt = createPlaces(text);
  const place = (pointer: string) => {
    const { start, end } = scan.locate(pointer);
    return placeAt(start, end);
  };
  return [
    ...told.map((pointer): Remark => ({ kind: 'repeated-told', text: pointer, place: place(pointer) })),
    ...reading.warnings.map(({ pointer }): Remark => ({ kind: 'lossy', text: pointer, place: place(pointer) })),
  ];
}

function placeFaults({ strict, tolerant }: Candidate, text: string): Fault[] {
  const keyOf = ({ pointer, keyword }: ValidationError) => JSON.stringify([pointer, keyword]);
  const refused = new Set(tolerant.map(keyOf));
  const known = new Set(strict.map(keyOf));
  const all = [...strict, ...tolerant.filter((error) => !known.has(keyOf(error)))];
  const scan = scanJson(
    text,
    all.map(({ pointer }) => pointer),
  );
  const placeAt = createPlaces(text);
  return all.map((error) => {
    const { start, end } = scan.locate(error.pointer);
    return { ...error, place: placeAt(start, end), refused: refused.has(keyOf(error)) };
  });
}
