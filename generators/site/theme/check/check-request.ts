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

export interface CheckedSignature {
  readonly provider: CheckedProvider;
  readonly verdict: SignatureVerdict;
}

export interface NoJson {
  readonly kind: 'not-json';
  readonly place: Place;
  readonly why: Broken;
}

export interface Judged {
  readonly kind: 'json';
  readonly finding: Finding;
  /** The event was asked for, and not found. */
  readonly asked: boolean;
  /** Of the event that it is, or comes closest to. */
  readonly faults: readonly Fault[];
}

/** What there is to say of a request; the signatures of the event's provider, or of those whose signature header came. */
export type Report = (NoJson | Judged) & { readonly remarks: readonly Remark[]; readonly signatures: readonly CheckedSignature[] };

/** A receiver's own limit, unless it is given another. */
const receiverLimit = 1_048_576;

/** Everything that the tool says of a request. */
export async function checkRequest(input: CheckInput): Promise<Report> {
  const bytes = input.bytes ?? new TextEncoder().encode(input.text);
  const { text } = input;
  const placeAt = createPlaces(text);
  const { broken, repeated } = scanJson(text);
  const remarks = remarkBytes(bytes, text);
  if (broken !== null) {
    const place = placeAt(broken.at, broken.at + 1);
    return { kind: 'not-json', place, why: broken.why, remarks, signatures: await checkSignatures(signersOf(input), input, bytes) };
  }
  const judged = judge(input);
  const { finding } = judged;
  const names = repeated.map(({ start, end }): Remark => ({ kind: 'repeated', text: text.slice(start, end), place: placeAt(start, end) }));
  const reading = finding.kind === 'event' ? remarkReading(finding.best, { text, bytes, headers: input.pasted.headers }) : [];
  const signers = finding.kind === 'event' ? [finding.best.provider] : signersOf(input);
  return { ...judged, remarks: [...remarks, ...names, ...reading], signatures: await checkSignatures(signers, input, bytes) };
}

function judge({ text, pasted, providers, event }: CheckInput): Judged {
  const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
  const finding = findEvent(value, { providers, event, header: (name) => pasted.headers.get(name) });
  return { kind: 'json', finding, asked: event !== null, faults: finding.kind === 'event' ? placeFaults(finding.best, text) : [] };
}

async function checkSignatures(
  providers: readonly CheckedProvider[],
  { pasted, secret, now }: CheckInput,
  body: Uint8Array<ArrayBuffer>,
): Promise<CheckedSignature[]> {
  const checked: CheckedSignature[] = [];
  for (const provider of providers)
    checked.push({ provider, verdict: await checkSignature(provider.contract.signature, { ...pasted, body, secret, now }) });
  return checked;
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
  if (told.length === 0 && reading.warnings.length === 0) return [];
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
