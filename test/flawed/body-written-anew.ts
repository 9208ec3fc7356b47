import { writeAnew } from './read-event.js';
import { createSkeleton } from './skeleton.js';

/**
 * Keeps the body as JSON and not as bytes, in a `jsonb` column say. What is stored is not what was signed: it can't be verified again,
 * numbers beyond 2^53 are others, and the second of two members of one name has won.
 */
export const bodyWrittenAnew = () => createSkeleton({ bodyToKeep: writeAnew });
