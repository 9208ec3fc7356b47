/** How far a version moves; `none` where it may stay. */
export type Bump = 'none' | 'patch' | 'minor' | 'major';

interface Semver {
  /** Major, minor, patch. */
  readonly core: readonly [number, number, number];
  /** Empty: a release. */
  readonly prerelease: readonly string[];
}

const identifier = '[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*';
const pattern = new RegExp(`^v?(0|[1-9]\\d{0,14})\\.(0|[1-9]\\d{0,14})\\.(0|[1-9]\\d{0,14})(?:-(${identifier}))?(?:\\+${identifier})?$`);

function parse(version: string): Semver | null {
  const [, major, minor, patch, prerelease] = pattern.exec(version.trim()) ?? [];
  if (major === undefined) return null;
  return { core: [Number(major), Number(minor), Number(patch)], prerelease: prerelease?.split('.') ?? [] };
}

/** What a version says of a change to come before 1.0.0: the next place to the right takes it, as npm's `^` reads it. */
export function scaleBump(bump: Bump, older: string): Bump {
  const [major, minor] = parse(older)?.core ?? [1, 0];
  if (bump === 'none' || major > 0) return bump;
  return bump === 'major' && minor > 0 ? 'minor' : 'patch';
}

export interface VersionVerdict {
  /** The lowest version that says enough; null where a version is none of https://semver.org, or any later prerelease will do. */
  readonly needed: string | null;
  readonly enough: boolean;
  /** What is wrong, in a few words; null where it is enough. */
  readonly fault: string | null;
}

/**
 * Whether the newer version is far enough from the older one. A prerelease of the version needed is enough, and from one prerelease
 * to the next anything may change: https://semver.org/#spec-item-9
 */
export function judgeVersion(older: string, newer: string, bump: Bump): VersionVerdict {
  const [from, to] = [parse(older), parse(newer)];
  const odd = from === null ? older : to === null ? newer : null;
  if (from === null || to === null) return fail(null, `info.version ${JSON.stringify(odd)} is no semantic version (major.minor.patch)`);
  if (from.prerelease.length > 0 || bump === 'none') {
    const order = compare(to, from);
    if (order > 0 || (order === 0 && bump === 'none')) return { needed: null, enough: true, fault: null };
    return fail(null, order < 0 ? `info.version went back from ${older} to ${newer}` : `info.version is still ${newer}`);
  }
  const core = next(from.core, bump);
  const needed = core.join('.');
  if (compareCore(to.core, core) >= 0) return { needed, enough: true, fault: null };
  return fail(needed, `info.version is ${newer} and must be ${needed} or later`);
}

const fail = (needed: string | null, fault: string): VersionVerdict => ({ needed, enough: false, fault });

function next([major, minor, patch]: Semver['core'], bump: Exclude<Bump, 'none'>): Semver['core'] {
  if (bump === 'major') return [major + 1, 0, 0];
  return bump === 'minor' ? [major, minor + 1, 0] : [major, minor, patch + 1];
}

const compareCore = (a: Semver['core'], b: Semver['core']) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2];

/** https://semver.org/#spec-item-11 */
function compare(a: Semver, b: Semver): number {
  const core = compareCore(a.core, b.core);
  if (core !== 0) return core;
  if (a.prerelease.length === 0 || b.prerelease.length === 0) return b.prerelease.length - a.prerelease.length;
  for (const [index, left] of a.prerelease.entries()) {
    const right = b.prerelease[index];
    if (right === undefined) return 1;
    if (left !== right) return compareIdentifiers(left, right);
  }
  return a.prerelease.length - b.prerelease.length;
}

function compareIdentifiers(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => (/^\d+$/.test(text) ? Number(text) : null));
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'number' || typeof right === 'number') return typeof left === 'number' ? -1 : 1;
  return a < b ? -1 : 1;
}
