import { readEvent } from './read-event.js';
import { createSkeleton } from './skeleton.js';

/**
 * Answers 4xx to an event that it doesn't know, as a `switch` with a `default` that refuses does. The day the provider adds an event its
 * deliveries fail, are sent again for days, and in the end the provider switches the endpoint off.
 */
export const refuseUnknown = () => createSkeleton({ refuse: (body) => (readEvent(body) === 'unknown' ? 422 : null) });
