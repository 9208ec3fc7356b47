import semver from 'semver';

/** How far a version moves; `none` where it may stay. */
export type Bump = 'none' | 'patch' | 'minor' | 'major';

/** A bump before 1.0.0 is one level lower, as npm's `^` reads such versions. */
export function scaleBump(bump: Bump, older: string): Bump {
  const { major, minor } = semver.parse(older) ?? { major: 1, minor: 0 };
  if (bump === 'none' || major > 0) return bump;
  return bump === 'major' && minor > 0 ? 'minor' : 'patch';
}

export interface VersionCheck {
  /** The lowest version for the changes; null if a version isn't semantic, or if any later prerelease will do. */
  readonly needed: string | null;
  readonly enough: boolean;
  /** What is wrong, in a few words; null if nothing is. */
  readonly fault: string | null;
}

/**
 * Whether the newer version is far enough from the older one. A prerelease of the needed version is enough, and
 * anything may change from one prerelease to the next: https://semver.org/#spec-item-9
 */
export function checkVersion(older: string, newer: string, bump: Bump): VersionCheck {
  const [from, to] = [semver.parse(older), semver.parse(newer)];
  const odd = from === null ? older : newer;
  if (from === null || to === null) return fail(null, `info.version ${JSON.stringify(odd)} is no semantic version (major.minor.patch)`);
  if (from.prerelease.length > 0 || bump === 'none') {
    const order = to.compare(from);
    if (order > 0 || (order === 0 && bump === 'none')) return { needed: null, enough: true, fault: null };
    return fail(null, order < 0 ? `info.version went back from ${older} to ${newer}` : `info.version is still ${newer}`);
  }
  const needed = new semver.SemVer(from).inc(bump);
  if (to.compareMain(needed) >= 0) return { needed: needed.version, enough: true, fault: null };
  return fail(needed.version, `info.version is ${newer} and must be ${needed.version} or later`);
}

const fail = (needed: string | null, fault: string): VersionCheck => ({ needed, enough: false, fault });
