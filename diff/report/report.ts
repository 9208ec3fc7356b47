import type { Change, Side, Verdict } from '../change.js';
import type { Ignore, IgnoredChange, Sifted } from './ignore.js';
import { requiredBump } from './required-bump.js';
import { type Bump, checkVersion, scaleBump, type VersionCheck } from './semver.js';

/** One side of the comparison, as it is shown. */
export interface ComparedVersion {
  readonly label: string;
  readonly kind: 'file' | 'revision' | 'package';
  /** `info.version` */
  readonly version: string;
}

/** Everything that the output formats print. */
export interface DiffReport {
  readonly older: ComparedVersion;
  readonly newer: ComparedVersion;
  readonly side: Side;
  /** Changes that aren't ignored, in the newer document's order. */
  readonly changes: readonly Change[];
  readonly ignored: readonly IgnoredChange[];
  readonly unusedIgnores: readonly Ignore[];
  /** The worst of the changes; null if there are none. */
  readonly verdict: Verdict | null;
  readonly counts: Readonly<Record<Verdict | 'ignored', number>>;
  /** How far the version must move. Before 1.0.0, by the rules for 0.x. */
  readonly requiredBump: Bump;
  readonly version: VersionCheck;
}

/** The worst first. */
export const verdicts: readonly Verdict[] = ['breaking', 'risky', 'safe'];

export function buildReport(older: ComparedVersion, newer: ComparedVersion, side: Side, { kept, ignored, unused }: Sifted): DiffReport {
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
    version: checkVersion(older.version, newer.version, bump),
  };
}

/** What `--json` prints: a stable interface. */
export function describeReport({ older, newer, requiredBump, version, ...report }: DiffReport) {
  return {
    older,
    newer,
    for: report.side,
    verdict: report.verdict ?? 'none',
    summary: report.counts,
    requiredBump,
    requiredVersion: version.needed,
    versionEnough: version.enough,
    changes: report.changes.map(describeChange),
    ignored: report.ignored.map(({ change, ignore }) => ({ ...describeChange(change), ignoredFor: ignore.reason })),
    unusedIgnores: report.unusedIgnores.map(({ code, at }) => ({ code, at })),
  };
}

function describeChange({ code, category, verdict, provider, event, pointer, message, reason, remedy }: Change) {
  return { code, category, verdict, provider, event, pointer, message, reason, remedy };
}

/** `2 breaking, 1 risky, 3 safe`, without those that are 0; `no changes` */
export function countChanges({ counts }: DiffReport): string {
  const words = [...verdicts, 'ignored' as const].flatMap((word) => (counts[word] > 0 ? [`${counts[word]} ${word}`] : []));
  return words.join(', ') || 'no changes';
}

/** Which version the changes need, and whether it is reached; in one line. */
export function describeVersion({ requiredBump, older, newer, version }: DiffReport): string {
  if (requiredBump === 'none') return version.enough ? 'the version may stay' : (version.fault ?? '');
  const needed = version.needed === null ? '' : `, ${version.needed} or later`;
  const ask = `needs a ${requiredBump} version${needed}`;
  if (version.needed === null && !version.enough) return `${ask}; ${version.fault ?? ''}`;
  return `${ask}; info.version ${newer.version === older.version ? 'is still' : 'is'} ${newer.version}`;
}

/** Whom the verdicts are for, in words. */
export const sideWords: Readonly<Record<Side, string>> = { receiver: 'receivers', provider: 'providers' };
