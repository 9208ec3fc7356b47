import { type Found, found } from './found.js';

/** What of two versions is compared: the same object stands for the same thing. */
export interface Pairing<T> {
  /** A word for a pair; the same for the same pair. */
  identify(older: T, newer: T): string;
  compare(older: T, newer: T): readonly Found[];
  /** The code of what is left when there is too much to compare. */
  readonly unread: string;
}

/** So many pairs are looked into for one payload; then what is left is said to differ. */
const maxPairs = 20_000;
/** So many differences of one pair are told apart; past them each code is told once. */
export const maxFound = 200;

/** A pair that is being compared, and the outermost pair that what it holds came back to. */
interface Frame {
  readonly depth: number;
  outermost: number;
}

/**
 * Compares each pair once however often it comes along, and ends where a pair comes back to itself: what differs in it is told where the
 * circle begins.
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
    if (count > maxPairs) return [found(unread, 'there is more to compare in here than can be')];
    const frame: Frame = { depth: stack.length, outermost: stack.length };
    open.set(key, frame);
    stack.push(frame);
    const all = limit(compare(older, newer));
    stack.pop();
    open.delete(key);
    // Inside a circle that began further out, the result lacks what is told there: it holds for this place alone.
    if (frame.outermost >= frame.depth) results.set(key, all);
    else if (around) around.outermost = Math.min(around.outermost, frame.outermost);
    return all;
  };
}

/** Each once; past the limit, those alone whose code wasn't met before, so that no verdict is lost. */
function limit(all: readonly Found[]): readonly Found[] {
  const distinct = [...new Map(all.map((one) => [`${one.code} ${one.pointer} ${one.message}`, one])).values()];
  if (distinct.length <= maxFound) return distinct;
  const codes = new Set(distinct.slice(0, maxFound).map(({ code }) => code));
  return distinct.filter(({ code }, index) => index < maxFound || (!codes.has(code) && codes.add(code)));
}

/** A number for each object, the same for the same object. */
export function createIdentify(): (thing: object) => number {
  const ids = new WeakMap<object, number>();
  let count = 0;
  return (thing) => {
    const id = ids.get(thing) ?? count++;
    ids.set(thing, id);
    return id;
  };
}
