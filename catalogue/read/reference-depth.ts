/** The pointers of a reference and of its target. */
export interface Link {
  readonly pointer: string;
  readonly target: string;
}

/** The first reference that nests too many levels, with all references inside its target; circles count once. */
export function findTooDeep(links: readonly Link[], maxLevels: number): string | null {
  const inner = linksByTarget(links);
  const depths = new Map<string, number>();
  const depthOf = ({ pointer, target }: Link, around: string) => levels(pointer) - levels(around) + (depths.get(target) ?? 0);
  for (const { target: start } of links) {
    // Without recursion: this check keeps later walks from running out of stack.
    const open = [start];
    for (let target = open.at(-1); target !== undefined; target = open.at(-1)) {
      const below = inner.get(target) ?? [];
      const isNew = !depths.has(target);
      if (isNew) depths.set(target, 0); // a circle adds nothing in its second round
      const unread = isNew ? below.filter((link) => !depths.has(link.target)) : [];
      if (unread.length > 0) {
        for (const link of unread) open.push(link.target);
        continue;
      }
      open.pop();
      depths.set(
        target,
        below.reduce((max, link) => Math.max(max, depthOf(link, target)), 0),
      );
    }
  }
  return links.find((link) => depthOf(link, '') > maxLevels)?.pointer ?? null;
}

/** The references inside each target. */
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
