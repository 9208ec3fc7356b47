/** So many calls of others a check may lead to for every value, before it is one that judges each value once. */
const maxCalls = 1_000;

/**
 * The checks of printed code that must judge a value once, however often they come to it: without, schemas that refer to the next level
 * in two ways take time exponential in a value's depth. Of each circle one, and those that lead to others in very many ways.
 */
export function findRepeating(code: string): string[] {
  const calls = readCalls(code);
  const found = new Set<string>();
  const open = new Set<string>();
  const known = new Map<string, number>();
  const effortOf = (name: string): number => {
    if (open.has(name)) found.add(name);
    if (found.has(name)) return 1;
    const before = known.get(name);
    if (before !== undefined) return before;
    open.add(name);
    const effort = (calls.get(name) ?? []).reduce((sum, called) => sum + effortOf(called), 1);
    open.delete(name);
    if (effort > maxCalls) found.add(name);
    known.set(name, effort);
    return found.has(name) ? 1 : effort;
  };
  for (const name of calls.keys()) effortOf(name);
  return [...calls.keys()].filter((name) => found.has(name));
}

/** The checks that each check calls, one as often as it is called; no nested functions are in ajv's code. */
function readCalls(code: string): Map<string, string[]> {
  const parts = code.split(/^function (validate\d+)\(/m);
  return new Map(
    parts.flatMap((name, at): [string, string[]][] =>
      at % 2 === 0 ? [] : [[name, [...(parts[at + 1] ?? '').matchAll(/(?<![.\w$])(validate\d+)\(/g)].map(([, called = '']) => called)]],
    ),
  );
}
