import { type Found, found } from './found.js';

/** How two things of two versions are compared. */
export interface Pairing<T> {
  /** The same text for the same pair. */
  identify(older: T, newer: T): string;
  compare(older: T, newer: T): readonly Found[];
  /** The code of what is not compared because there is too much. */
  readonly unread: string;
}

/** Pairs that are compared for one payload. Past them, every pair counts as different. */
const maxPairs = 20_000;
/** Differences of one pair that are reported. Past them, each code is reported once. */
export const maxFound = 200;

/** A pair that is being compared, and the outermost pair that something in it led back to. */
interface Frame {
  readonly depth: number;
  outermost: number;
}

/**
 * Compares each pair once, however often it occurs. A pair inside itself isn't compared again: its differences are
 * reported where the circle begins.
 */
export function comparePairs<T>({ identify, compare, unread }: Pairing<T>): (older: T, newer: T) => readonly Found[] {
  const results = new Map<string, readonly Found[]>();
  const open = new Map<string, Frame>();
  const stack: Frame[] = [];
  let count = 0;
  return (older, newer) => {
    const key = identify(older, newer);
    const known = results.get(key);
    if (known) return known;
    const [circle, around] = [open.get(key), stack.at(-1)];
    if (circle) {
      if (around) around.outermost = Math.min(around.outermost, circle.depth);
      return [];
    }
    count = around ? count + 1 : 0;
    if (count > maxPairs) return [found(unread, 'too large to compare completely')];
    const frame: Frame = { depth: stack.length, outermost: stack.length };
    open.set(key, frame);
    stack.push(frame);
    const all = limit(compare(older, newer));
    stack.pop();
    open.delete(key);
    // Inside a circle that began further out, the result is incomplete: it is of no use elsewhere.
    if (frame.outermost >= frame.depth) results.set(key, all);
    else if (around) around.outermost = Math.min(around.outermost, frame.outermost);
    return all;
  };
}

/** Each difference once; past the limit, only those with a new code, so that no verdict is lost. */
function limit(all: readonly Found[]): readonly Found[] {
  const distinct = [...new Map(all.map((one) => [`${one.code} ${one.pointer} ${one.message}`, one])).values()];
  if (distinct.length <= maxFound) return distinct;
  const codes = new Set(distinct.slice(0, maxFound).map(({ code }) => code));
  return distinct.filter(({ code }, index) => index < maxFound || (!codes.has(code) && codes.add(code)));
}

/** Numbers objects: the same object always has the same number. */
export function createIdentify(): (thing: object) => number {
  const ids = new WeakMap<object, number>();
  let count = 0;
  return (thing) => {
    const id = ids.get(thing) ?? count++;
    ids.set(thing, id);
    return id;
  };
}
