/** A request as it goes out, by POST: the exact bytes and every header that isn't the connection's own. */
export interface WireRequest {
  readonly url: string;
  /** By lower-case name, in the order in which they are sent. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
}

export interface Answer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** At most `longestAnswer` bytes of it. */
  readonly body: Uint8Array;
  readonly truncated: boolean;
  /** From the first byte sent to the last one read, in milliseconds. */
  readonly durationMs: number;
}

/** A receiver's answer is a line; a page of 64 KiB says what went wrong, and more helps nobody. */
export const longestAnswer = 65_536;

/** Nobody answered; the message says why, in one line. */
export class UnansweredError extends Error {
  override readonly name = 'UnansweredError';
}
