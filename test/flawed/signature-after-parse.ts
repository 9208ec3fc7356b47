import { writeAnew } from './read-event.js';
import { createSkeleton } from './skeleton.js';

/**
 * Verifies what a JSON parser left: `express.json()` ran first, and the signature is checked over `JSON.stringify(request.body)`. It
 * works while the provider happens to write JSON the same way, and then genuine events are refused; bodies that were altered in what
 * the parser drops pass.
 */
export const signatureAfterParse = () => createSkeleton({ contentOf: writeAnew });
