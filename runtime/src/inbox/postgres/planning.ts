/**
 * Settings for transactions that someone waits for, whose statements read an index in its order and stop at a limit.
 *
 * - `enable_sort`: where the statistics promise no more rows than the limit, the planner prefers to read all rows and sort them. The
 *   statistics are often that far off: a quiet inbox was analyzed while nothing was pending. No index can prevent this, as it
 *   makes both plans cheap.
 * - `jit`: before Postgres 18, a sort that can't be avoided now looks expensive enough to be compiled.
 */
export const promptPlans = 'set local enable_sort = off; set local jit = off';

/**
 * The same condition, but one that the planner can't prove a partial index's predicate from. Rows that are found by their key need this
 * for all other conditions. An index that was empty when it was last vacuumed looks free to read from end to end, cheaper
 * than a lookup by key, even if it has grown to all pending deliveries since. For the same reason, keys that come from a subquery
 * are not joined but compared with `= any(array(…))`.
 */
export function filterOnly(condition: string): string {
  return `(${condition}) is true`;
}
