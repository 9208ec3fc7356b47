import { createSkeleton } from './skeleton.js';

/**
 * Verifies the signature and never looks at the time that it covers, or has a tolerance of 0 that means "don't": a request that someone
 * recorded is good for ever.
 */
export const staleAccepted = () => createSkeleton({ isFresh: () => true });
