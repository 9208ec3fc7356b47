/** A POST request as it is sent: the exact bytes, and all headers that the connection doesn't set. */
export interface WireRequest {
  readonly url: string;
  /** By lower-case name, in sending order. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
}

export interface Answer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The first `maxAnswerBytes` bytes. */
  readonly body: Uint8Array;
  readonly truncated: boolean;
  /** From the first byte sent to the last byte read. */
  readonly durationMs: number;
}

/** A receiver's answer is usually one line, an error page at most this long. */
export const maxAnswerBytes = 65_536;

/** There was no answer. The message says why, in one line. */
export class UnansweredError extends Error {
  override readonly name = 'UnansweredError';
}
