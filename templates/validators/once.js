// Printed as checks.js is, into the modules whose schemas come back to what they judged: see catalogue/compile/repeats.ts.

/** The verdicts of the validation at hand: a Map from check to a Map from object to verdict. */
export let judged = null;

/** A check's verdict on an object, which is found once a validation. */
export function once(check, data) {
  if (typeof data !== 'object' || data === null) return check(data);
  if (judged === null) {
    judged = new Map();
    try {
      return once(check, data);
    } finally {
      judged = null;
    }
  }
  if (!judged.has(check)) judged.set(check, new Map());
  const known = judged.get(check);
  if (!known.has(data)) known.set(data, check(data));
  return known.get(data);
}
