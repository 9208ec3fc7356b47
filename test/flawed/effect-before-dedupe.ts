import { createSkeleton } from './skeleton.js';

/**
 * Calls the handler, and then writes down that the id was there. One row is kept, so its table looks right; but by the time a request turns
 * out to be a duplicate the mail has been sent again, and where the commit fails the retry sends one more.
 */
export const effectBeforeDedupe = () =>
  createSkeleton({
    async take({ keep, run }, row) {
      void run(row);
      await keep(row);
      return 202;
    },
  });
