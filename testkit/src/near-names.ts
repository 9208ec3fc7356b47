import { bound } from './testing/words.js';

const maxNames = 10;
/** Names compared beyond this length are cut. */
const maxNameLength = 100;

/** `there is no event "order.create"; did you mean "order.created"?`. Lists the first names if none is similar. */
export function describeUnknown(what: string, given: unknown, names: readonly string[]): string {
  const wrong = `there is no ${what} ${quote(given)}`;
  if (names.length === 0) return `${wrong}; there is none at all`;
  const near = typeof given === 'string' ? nearNames(given, names) : [];
  if (near.length > 0) return `${wrong}; did you mean ${near.map(quote).join(' or ')}?`;
  const rest = names.length > maxNames ? ` and ${names.length - maxNames} more` : '';
  return `${wrong}; there are ${names.slice(0, maxNames).map(quote).join(', ')}${rest}`;
}

const quote = (name: unknown) => (typeof name === 'string' ? bound(JSON.stringify(name)) : String(typeof name));

/** Up to three names that contain the given one, or are contained in it, or differ by few letters; closest first. */
export function nearNames(given: string, names: readonly string[]): string[] {
  const wanted = given.slice(0, maxNameLength).toLowerCase();
  const maxDistance = Math.max(2, Math.floor(wanted.length / 4));
  const near = names
    .map((name) => ({ name, distance: distanceOf(wanted, name.slice(0, maxNameLength).toLowerCase()) }))
    .filter(({ distance }) => distance <= maxDistance)
    .sort((one, other) => one.distance - other.distance);
  return near
    .filter(({ distance }) => distance <= (near[0]?.distance ?? 0) + 1)
    .slice(0, 3)
    .map(({ name }) => name);
}

function distanceOf(given: string, name: string): number {
  if (given.length >= 3 && (name.includes(given) || given.includes(name))) return name === '' ? given.length : 1;
  let row = Array.from({ length: name.length + 1 }, (_, index) => index);
  for (const [at, letter] of [...given].entries()) {
    const next = [at + 1];
    for (let index = 1; index <= name.length; index += 1) {
      const replaced = (row[index - 1] ?? 0) + (letter === name[index - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[index] ?? 0) + 1, (next[index - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
