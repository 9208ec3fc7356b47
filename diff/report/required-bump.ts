import type { Change } from '../change.js';
import type { Bump } from './semver.js';

/**
 * Safe changes that need a minor version: they add something to the contract, or deprecate something.
 * https://semver.org/#spec-item-7
 */
export const minorCodes: ReadonlySet<string> = new Set([
  'provider-added',
  'event-added',
  'event-type-added',
  'type-added',
  'property-added',
  'required-property-added',
  'member-added',
  'required-member-added',
  'enum-value-added',
  'union-branch-added',
  'tagged-branch-added',
  'header-added',
  'required-header-added',
  'query-parameter-added',
  'discriminator-value-added',
  'receiver-added',
  'index-added',
  'event-deprecated',
  'property-deprecated',
  'sunset-set',
]);

/** Breaking: major. Risky, or something new: minor. Else patch. */
export function requiredBump(changes: readonly Change[]): Bump {
  if (changes.length === 0) return 'none';
  if (changes.some(({ verdict }) => verdict === 'breaking')) return 'major';
  return changes.some(({ verdict, code }) => verdict === 'risky' || minorCodes.has(code)) ? 'minor' : 'patch';
}
