/**
 * The parts of a receiver, for `@hookbook/testkit` and for tools that show how it interprets a request: the same code
 * without an inbox or a clock. Not for apps. It may change in any release, so such tools depend on exactly this
 * version.
 */
export { hmac } from '#hmac';
export { checkCount, checkFunctions, checkObject, hasMethods, maxTimerMs } from './checks.js';
export { decodeText } from './json/decode-text.js';
export { type JsonFault, maxDepth, parseString, scanJson } from './json/json-scan.js';
export { joinPointer, parsePointer, valueAt } from './json/pointer.js';
export { buildPointerTree } from './json/pointer-tree.js';
export type { RefusalReason } from './refusal.js';
export { refusals } from './refusal.js';
export { headersToStore, isCredentialHeader } from './request/credential-headers.js';
export { describeDelivery } from './request/delivery-id.js';
export { type Body, openBody } from './request/open-body.js';
export { type Reading, readEvent } from './request/read-event.js';
export { type RequestHead, refuseHead } from './request/refuse-early.js';
export { describeError, escapeUnits, printable } from './safe-text.js';
export { isSameSource, listHeaders, listPointers, listSources } from './sources.js';
export { TimeLimitError, withinTime } from './time-limit.js';
export {
  type Algorithm,
  algorithms,
  type Hash,
  type HmacAlgorithm,
  type KeyPairAlgorithm,
  type SignatureAlgorithm,
} from './verify/algorithms.js';
export { decodeBase64, decodeHex, encodeBase64, encodeHex, encodings, joinBytes } from './verify/bytes.js';
export { type Key, type Keys, readKey } from './verify/secrets.js';
export { parseSignedTime } from './verify/signed-time.js';
export { joinSigned, readSignedValues } from './verify/signed-values.js';
export { decodeStandardKey } from './verify/standard-webhooks.js';
export { verifySignature } from './verify/verify-signature.js';
