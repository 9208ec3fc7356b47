/**
 * Settings for interactive transactions, whose statements read an index in its order and stop at a limit.
 *
 * - `enable_sort`: if the statistics promise no more rows than the limit, the planner prefers to read and sort all
 * rows. Statistics are often that wrong: a quiet inbox was analyzed while nothing was pending. No index prevents this,
 * because it makes both plans cheap.
 * - `jit`: before Postgres 18, an unavoidable sort then looks expensive enough to be compiled.
 */
export const indexOnlyPlans = 'set local enable_sort = off; set local jit = off';

/**
 * The same condition in a form from which the planner can't prove a partial index's predicate. Rows found by key need
 * this for all other conditions: an index that was empty when last vacuumed looks free to read from end to end, cheaper
 * than a lookup by key, even if it has grown to all pending deliveries since. For the same reason, keys from a subquery
 * are compared with `= any(array(…))` instead of joined.
 */
export function filterOnly(condition: string): string {
  return `(${condition}) is true`;
}
