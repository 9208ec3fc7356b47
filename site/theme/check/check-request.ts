import type { CheckedProvider } from './checked-provider.js';
import { type CheckedSignature, chooseSignature } from './choose-signature.js';
import { type EventQuery, type Finding, findEvent } from './find-event.js';
import type { PastedHeaders } from './headers.js';
import { type LocatedError, locateErrors } from './locate-errors.js';
import { type Outcome, predictOutcome } from './outcome.js';
import { type ReadPayload, readPayload } from './read-payload.js';
import { type Remark, remarkBytes, remarkReading } from './remarks.js';
import { type Broken, scanJson } from './scan-json.js';
import { createRangeFinder, type TextRange } from './text-range.js';

/** What is typed into the tool. */
export interface CheckInput {
  /** The payload as it is shown; locations refer to it. */
  readonly text: string;
  /** The bytes of the chosen file that the text shows; null: the text itself as UTF-8. */
  readonly bytes: Uint8Array<ArrayBuffer> | null;
  readonly pasted: PastedHeaders;
  readonly secret: string;
  /** null: to be found. */
  readonly event: EventQuery['event'];
  readonly providers: readonly CheckedProvider[];
  /** Unix milliseconds. */
  readonly now: number;
}

export interface BrokenJson {
  readonly kind: 'not-json';
  readonly range: TextRange;
  readonly why: Broken;
}

export interface JsonPayload {
  readonly kind: 'json';
  readonly finding: Finding;
  /** The visitor chose the event; it was not found. */
  readonly asked: boolean;
  /** Compared with the event that it is, or comes closest to. */
  readonly errors: readonly LocatedError[];
}

/** What the tool reports on a request: what a receiver does with it, then the details that explain it. */
export type RequestReport = (BrokenJson | JsonPayload) & {
  readonly outcome: Outcome;
  readonly payload: ReadPayload;
  readonly remarks: readonly Remark[];
  /** null: no provider is known whose signature could be checked. */
  readonly signature: CheckedSignature | null;
};

export async function checkRequest(input: CheckInput): Promise<RequestReport> {
  const { text, pasted } = input;
  const bytes = input.bytes ?? new TextEncoder().encode(text);
  const { repeated, ...judged } = judgeText(input);
  const finding = judged.kind === 'json' ? judged.finding : null;
  const signature = await chooseSignature(finding, input, bytes);
  const provider = (finding?.kind === 'event' ? finding.best.provider : null) ?? chooseOnly(input) ?? signature?.provider ?? null;
  const payload = readPayload(provider, finding, { ...pasted, bytes });
  const remarks = [...remarkBytes(bytes, text), ...repeated, ...remarkReading(payload.reading, text)];
  const outcome = predictOutcome({ provider, pasted, size: bytes.length, signature: signature?.result ?? null, payload });
  return { ...judged, outcome, payload, remarks, signature };
}

const chooseOnly = ({ providers }: CheckInput) => (providers.length === 1 ? providers[0] : null);

/** The payload as JSON, and the names in it that occur twice. */
function judgeText({ text, pasted, providers, event }: CheckInput): (BrokenJson | JsonPayload) & { readonly repeated: readonly Remark[] } {
  const rangeAt = createRangeFinder(text);
  const scan = scanJson(text);
  if (scan.broken !== null) {
    const { at, why } = scan.broken;
    return { kind: 'not-json', range: rangeAt(at, at + 1), why, repeated: [] };
  }
  const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
  const finding = findEvent(value, { providers, event, header: (name) => pasted.headers.get(name) });
  const errors = finding.kind === 'event' ? locateErrors(finding.best, text) : [];
  const repeated = scan.repeated.map(
    ({ start, end }): Remark => ({ kind: 'repeated', text: text.slice(start, end), range: rangeAt(start, end) }),
  );
  return { kind: 'json', finding, asked: event !== null, errors, repeated };
}
