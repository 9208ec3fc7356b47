import { createSkeleton } from './skeleton.js';

/**
 * Compares signatures with `===`, which ends at the first character that differs. How long it takes tells a forger how much of his guess
 * is right. Every answer is right, so that no test of answers finds it.
 */
export const tripleEquals = () => createSkeleton({ makes: (hmac, signature) => hmac.digest('base64') === signature });
