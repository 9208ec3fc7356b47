import type { Catalogue, Pointer } from '../catalogue/model/model.js';

/** Whom a change affects: those who receive events, or those who send them. */
export type Side = 'receiver' | 'provider';

/** `breaking`: what worked stops working; `risky`: it works if the other side is tolerant; `safe`: it still works. */
export type Verdict = 'breaking' | 'risky' | 'safe';

/**
 * SOURCE: code against the generated types stops compiling. PAYLOAD: other JSON is valid than before. DELIVERY:
 * headers, signing, acknowledgement, retries.
 */
export type Category = 'SOURCE' | 'PAYLOAD' | 'DELIVERY';

/** One difference between two versions, not yet judged for a side. */
export interface Difference {
  /** The code of its rule. */
  readonly code: string;
  /** The event's key (`ecwid.order.created`); null if the difference concerns a whole provider. */
  readonly event: string | null;
  /** The provider's key. */
  readonly provider: string;
  /**
   * Into the payload (`/data/amount`, with `*` for any item or property) if the difference is in it. Otherwise into the
   * newer document, or into the older one for something that was removed.
   */
  readonly pointer: Pointer;
  /** What changed, in one line: `/data/amount: integer, was string`. */
  readonly message: string;
}

/** What a type of difference means for one side, and why. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly reason: string;
}

/** What one type of difference means for each side. */
export interface Rule extends Readonly<Record<Side, Judgement>> {
  readonly code: string;
  readonly category: Category;
  /** What to do instead, or in addition. */
  readonly remedy: string;
}

/** A difference judged for a side: what `hookbook diff --json` lists. */
export interface Change extends Difference, Judgement {
  readonly category: Category;
  readonly remedy: string;
}

/** All differences between two versions, judged for a side, in the newer order; what was removed keeps its position. */
export type Compare = (older: Catalogue, newer: Catalogue, options: CompareOptions) => readonly Change[];

export interface CompareOptions {
  readonly side: Side;
  /** Today (`2026-11-21`): an event may be removed after its sunset. */
  readonly today: string;
}
