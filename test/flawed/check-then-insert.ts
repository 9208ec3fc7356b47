import { createSkeleton } from './skeleton.js';

/**
 * Looks for the id and then inserts: two steps, and no unique index under them. Duplicates that arrive together all find nothing and are
 * all inserted. One after the other it works, and so it does in every test that sends one after the other.
 */
export const checkThenInsert = () =>
  createSkeleton({
    async keep(table, row) {
      if (await table.has(row.id)) return false;
      await table.insert(row);
      return true;
    },
  });
