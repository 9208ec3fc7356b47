/** Longer names are not compared: who mistypes them copies. */
const longest = 80;

/** The names that someone may have meant, closest first, at most three; none where nothing is near. */
export function closestNames(wanted: string, names: readonly string[]): readonly string[] {
  if (wanted.length > longest) return [];
  const near = Math.max(2, Math.floor(wanted.length / 4));
  const found = names
    .filter((name) => name.length <= longest)
    .map((name) => ({ name, far: distance(wanted.toLowerCase(), name.toLowerCase()) }))
    .filter(({ far }) => far <= near)
    .sort((a, b) => a.far - b.far);
  // Who is a letter off doesn't mean what is four off.
  return found.filter(({ far }) => far <= (found[0]?.far ?? 0) + 1).flatMap(({ name }, at) => (at < 3 ? [name] : []));
}

/** How many letters have to be added, dropped or changed (Levenshtein). */
function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (let at = 1; at <= left.length; at++) {
    const next = [at];
    for (let to = 1; to <= right.length; to++) {
      const changed = (row[to - 1] ?? 0) + (left[at - 1] === right[to - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[to] ?? 0) + 1, (next[to - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
