/** Finds out why a signature is not valid, by trying what senders often get wrong. */
export type { Cause, Printing } from './diagnose/cause.js';
export { type Diagnosis, diagnose, type KnownProvider, type RefusedRequest, type TimeCause } from './diagnose/diagnose.js';
