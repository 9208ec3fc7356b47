import { createSkeleton } from './skeleton.js';

/**
 * Acknowledges before the commit: it answers at once, "to be fast", and leaves storing to the background. The provider forgets the
 * event with the answer, so that a full disk, a lost database or a deployment in between has lost it.
 */
export const acknowledgeBeforeCommit = () =>
  createSkeleton({
    async take({ keep, run }, row) {
      keep(row).then(
        (isNew) => {
          if (isNew) void run(row);
        },
        () => undefined, // no one is left to be told
      );
      return 202;
    },
  });
