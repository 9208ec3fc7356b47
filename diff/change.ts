import type { Catalogue, Pointer } from '../catalogue/model/model.js';

/** Who has to live with a change: those who read what is sent, or those who send it. */
export type Side = 'receiver' | 'provider';

/** `breaking`: what worked stops; `risky`: it works as long as the other side did more than it had to; `safe`: nothing stops. */
export type Verdict = 'breaking' | 'risky' | 'safe';

/** SOURCE: generated TypeScript stops compiling. PAYLOAD: JSON that used to be valid isn't, or the reverse. DELIVERY: headers, signing, acknowledgement, retries. */
export type Category = 'SOURCE' | 'PAYLOAD' | 'DELIVERY';

/** One difference between two versions, before anyone judges it. */
export interface Difference {
  /** The rule's. */
  readonly code: string;
  /** The event's key (`ecwid.order.created`); null for what holds for a whole provider or document. */
  readonly event: string | null;
  /** The provider's key. */
  readonly provider: string;
  /** Into the payload for what stands in it (`/data/amount`, with `*` for any item or member); otherwise into the newer document, or the older one for what is gone. */
  readonly pointer: Pointer;
  /** What changed, in one line: `/data/amount: integer, was string`. */
  readonly message: string;
}

/** What a kind of difference means; one record each. */
export interface Rule {
  readonly code: string;
  readonly category: Category;
  readonly verdict: Readonly<Record<Side, Verdict>>;
  /** Why, for the people of each side. */
  readonly reason: Readonly<Record<Side, string>>;
  /** What to do about it instead, or beside it. */
  readonly remedy: string;
}

/** A difference with a side's verdict: what `hookbook diff --json` lists. */
export interface Change extends Difference {
  readonly category: Category;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly remedy: string;
}

/** Every difference from one version to the next, in the newer document's order, what is gone at its old place; judged for a side. */
export type Compare = (older: Catalogue, newer: Catalogue, options: CompareOptions) => readonly Change[];

export interface CompareOptions {
  readonly side: Side;
  /** Today (`2026-11-21`), for what is past its sunset. */
  readonly today: string;
}
