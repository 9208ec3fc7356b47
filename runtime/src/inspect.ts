/** The parts of a receiver one by one, for tools that show what it makes of a request: the same engine, without an inbox or a clock. */
export { maxDepth } from './json/json-scan.js';
export type { RefusalReason } from './refusal.js';
export { refusals } from './refusal.js';
export { headersToStore, isCredentialHeader } from './request/credential-headers.js';
export { type Reading, readEvent } from './request/read-event.js';
export { type RequestHead, refuseHead } from './request/refuse-early.js';
export { nearNames } from './testing/near-names.js';
export { type Key, type Keys, readKey } from './verify/secrets.js';
export { parseSignedTime } from './verify/signed-time.js';
export { decodeText, readSignedValues } from './verify/signed-values.js';
export { verifySignature } from './verify/verify-signature.js';
