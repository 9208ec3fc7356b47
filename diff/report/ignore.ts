import type { Change } from '../change.js';

/** Changes that someone has looked at and accepts. */
export interface Ignore {
  /** `*`: any, of one place. */
  readonly code: string;
  /** A provider's key, an event's, a pointer, or an event's with a pointer behind it; null: wherever it occurs. */
  readonly at: string | null;
  readonly reason: string | null;
}

export interface IgnoredChange {
  readonly change: Change;
  readonly ignore: Ignore;
}

export interface Sifted {
  readonly kept: readonly Change[];
  readonly ignored: readonly IgnoredChange[];
  /** Those that match nothing: what they were for is gone, or they are misspelt. */
  readonly unused: readonly Ignore[];
}

/** Takes out what is ignored; each change goes to the first that matches it. */
export function siftChanges(changes: readonly Change[], ignores: readonly Ignore[]): Sifted {
  const used = new Set<Ignore>();
  const kept: Change[] = [];
  const ignored: IgnoredChange[] = [];
  for (const change of changes) {
    const matching = ignores.filter((ignore) => matches(ignore, change));
    for (const ignore of matching) used.add(ignore);
    const [first] = matching;
    if (first) ignored.push({ change, ignore: first });
    else kept.push(change);
  }
  return { kept, ignored, unused: ignores.filter((ignore) => !used.has(ignore)) };
}

function matches({ code, at }: Ignore, change: Change): boolean {
  if (code !== '*' && code !== change.code) return false;
  const { provider, event, pointer } = change;
  return at === null || [provider, event, pointer, `${event ?? provider}${pointer}`].includes(at);
}

/** As one would type it. */
export const nameIgnore = ({ code, at }: Ignore): string => (at === null ? code : `${code}:${at}`);
