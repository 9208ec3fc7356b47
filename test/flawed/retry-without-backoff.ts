import { createSkeleton } from './skeleton.js';

/**
 * Tries again at once. What the handler needs is still away, all attempts are used up within a moment, and the event is dead before anyone
 * could have repaired anything; meanwhile the service that was down gets many times its usual load.
 */
export const retryWithoutBackoff = () => createSkeleton({ waitAfter: () => 0 });
