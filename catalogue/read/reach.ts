/** A reference: where it stands, and the node that it leads to. */
export interface Link {
  readonly pointer: string;
  readonly target: string;
}

/** The first reference from which others lead more than so many levels down, each node once; null where none does. */
export function findDeep(links: readonly Link[], limit: number): string | null {
  const inner = linksByTarget(links);
  const heights = new Map<string, number>();
  const heightOf = ({ pointer, target }: Link, around: string) => levels(pointer) - levels(around) + (heights.get(target) ?? 0);
  for (const { target: start } of links) {
    // By hand, not by recursion: this is what keeps others from running out of stack.
    const open = [start];
    for (let target = open.at(-1); target !== undefined; target = open.at(-1)) {
      const below = inner.get(target) ?? [];
      const isNew = !heights.has(target);
      if (isNew) heights.set(target, 0); // in a circle, the second round adds nothing
      const unread = isNew ? below.filter((link) => !heights.has(link.target)) : [];
      if (unread.length > 0) {
        for (const link of unread) open.push(link.target);
        continue;
      }
      open.pop();
      heights.set(
        target,
        below.reduce((most, link) => Math.max(most, heightOf(link, target)), 0),
      );
    }
  }
  return links.find((link) => heightOf(link, '') > limit)?.pointer ?? null;
}

/** The references that stand in each node that a reference leads to. */
function linksByTarget(links: readonly Link[]): ReadonlyMap<string, readonly Link[]> {
  const inner = new Map<string, Link[]>(links.map(({ target }) => [target, []]));
  for (const link of links) {
    for (let end = link.pointer.lastIndexOf('/'); end >= 0; end = link.pointer.lastIndexOf('/', end - 1)) {
      inner.get(link.pointer.slice(0, end))?.push(link);
      if (end === 0) break;
    }
  }
  return inner;
}

const levels = (pointer: string) => pointer.split('/').length - 1;
