import type { Change, Side, Verdict } from '../change.js';
import type { Ignore, IgnoredChange, Sifted } from './ignore.js';
import { requiredBump } from './required-bump.js';
import { type Bump, judgeVersion, scaleBump, type VersionVerdict } from './semver.js';

/** One side of the comparison, as it is shown. */
export interface ComparedVersion {
  readonly label: string;
  readonly kind: 'file' | 'revision' | 'package';
  /** `info.version` */
  readonly version: string;
}

/** Everything that any of the outputs says. */
export interface Report {
  readonly older: ComparedVersion;
  readonly newer: ComparedVersion;
  readonly side: Side;
  /** Those that count, in the newer document's order. */
  readonly changes: readonly Change[];
  readonly ignored: readonly IgnoredChange[];
  readonly unusedIgnores: readonly Ignore[];
  /** The worst of the changes; null where there is none. */
  readonly verdict: Verdict | null;
  readonly counts: Readonly<Record<Verdict | 'ignored', number>>;
  /** What the changes ask of the version, by the rules of 0.x where the older one is such. */
  readonly requiredBump: Bump;
  readonly version: VersionVerdict;
}

/** From the worst on. */
export const verdicts: readonly Verdict[] = ['breaking', 'risky', 'safe'];

export function buildReport(older: ComparedVersion, newer: ComparedVersion, side: Side, { kept, ignored, unused }: Sifted): Report {
  const count = (verdict: Verdict) => kept.filter((change) => change.verdict === verdict).length;
  const counts = { breaking: count('breaking'), risky: count('risky'), safe: count('safe'), ignored: ignored.length };
  const bump = scaleBump(requiredBump(kept), older.version);
  return {
    older,
    newer,
    side,
    changes: kept,
    ignored,
    unusedIgnores: unused,
    verdict: verdicts.find((verdict) => counts[verdict] > 0) ?? null,
    counts,
    requiredBump: bump,
    version: judgeVersion(older.version, newer.version, bump),
  };
}

/** What `--json` prints: a stable interface. */
export function describeReport({ older, newer, side, changes, ignored, unusedIgnores, verdict, counts, requiredBump, version }: Report) {
  return {
    older,
    newer,
    for: side,
    verdict: verdict ?? 'none',
    summary: counts,
    requiredBump,
    requiredVersion: version.needed,
    versionEnough: version.enough,
    changes: changes.map(describeChange),
    ignored: ignored.map(({ change, ignore }) => ({ ...describeChange(change), ignoredFor: ignore.reason })),
    unusedIgnores: unusedIgnores.map(({ code, at }) => ({ code, at })),
  };
}

function describeChange({ code, category, verdict, provider, event, pointer, message, reason, remedy }: Change) {
  return { code, category, verdict, provider, event, pointer, message, reason, remedy };
}

/** `2 breaking, 1 risky, 3 safe`, without those there are none of; `no changes` */
export function countChanges({ counts }: Report): string {
  const words = [...verdicts, 'ignored' as const].flatMap((word) => (counts[word] > 0 ? [`${counts[word]} ${word}`] : []));
  return words.join(', ') || 'no changes';
}

/** What the version has to say of the changes, and whether it does; in one line. */
export function describeVersion({ requiredBump, older, newer, version }: Report): string {
  if (requiredBump === 'none') return version.enough ? 'the version may stay' : (version.fault ?? '');
  const needed = version.needed === null ? '' : `, ${version.needed} or later`;
  const ask = `needs a ${requiredBump} version${needed}`;
  if (version.needed === null && !version.enough) return `${ask}; ${version.fault ?? ''}`;
  return `${ask}; info.version ${newer.version === older.version ? 'is still' : 'is'} ${newer.version}`;
}

/** Who the verdicts are for, in words. */
export const sideWords: Readonly<Record<Side, string>> = { receiver: 'receivers', provider: 'providers' };
