import type { Change } from '../change.js';

/** Changes that someone reviewed and accepts. */
export interface Ignore {
  /** `*`: any code, if `at` is given. */
  readonly code: string;
  /** A provider's key, an event's, a pointer, or an event's followed by a pointer; null: everywhere. */
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
  /** Those that match nothing: the change no longer exists, or they are misspelt. */
  readonly unused: readonly Ignore[];
}

/** Separates ignored changes from the others. Each belongs to the first ignore that matches it. */
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

/** As it is written on the command line. */
export const nameIgnore = ({ code, at }: Ignore): string => (at === null ? code : `${code}:${at}`);
