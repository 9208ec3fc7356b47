// Printed as checks.js is, into the modules whose schemas come back to what they judged: see catalogue/compile/repeats.ts.
import { limit } from './checks.js';

/** What checks found in objects, by the list of errors that the validation fills; a check's entry is a Map from object to result. */
export const judged = new WeakMap();

// A check that judges an object once a validation, and says the same when it comes back to it: schemas that refer to themselves
// twice come back twice as often with each level of a value.
export const once = (run) => (data, pointer, errors) => {
  if (typeof data !== 'object' || data === null) return run(data, pointer, errors);
  const results = judged.get(errors) ?? new Map();
  judged.set(errors, results);
  const known = results.get(run) ?? new Map();
  results.set(run, known);
  let result = known.get(data);
  if (result === undefined || (result.found.length > 0 && result.pointer !== pointer)) {
    const found = [];
    judged.set(found, results);
    run(data, pointer, found);
    result = { pointer, found: found.slice(0, limit) };
    known.set(data, result);
  }
  for (const error of result.found) errors.push(errors.length < limit ? error : null);
};
