import { joinPointer } from '@hookbook/runtime/inspect';
import { isJsonObject, ownMember } from '../json-value.js';
import { bound, describeJson } from './words.js';

export interface Mismatch {
  readonly pointer: string;
  readonly expected: string;
  readonly found: string;
}

/**
 * The differences between a value and a partial one: properties that the partial one has are compared deeply, lists
 * item by item. `undefined` requires that there is no such property. Asymmetric matchers (`expect.any(String)`) decide
 * for themselves.
 */
export function matchPartial(value: unknown, partial: unknown, pointer = ''): Mismatch[] {
  if (isMatcher(partial)) {
    if (partial.asymmetricMatch(value)) return [];
    return [{ pointer, expected: describeMatcher(partial), found: describeJson(value) }];
  }
  if (Array.isArray(partial) && Array.isArray(value) && partial.length === value.length)
    return partial.flatMap((item, at) => matchPartial(value[at], item, joinPointer(pointer, at)));
  if (isJsonObject(partial) && isJsonObject(value))
    return Object.keys(partial).flatMap((name) => matchPartial(ownMember(value, name), partial[name], joinPointer(pointer, name)));
  if (Object.is(value, partial) || (value === 0 && partial === 0)) return [];
  return [{ pointer, expected: describeJson(partial), found: describeJson(value) }];
}

interface Matcher {
  asymmetricMatch(value: unknown): boolean;
  toAsymmetricMatcher?(): string;
}

function isMatcher(value: unknown): value is Matcher {
  return typeof value === 'object' && value !== null && 'asymmetricMatch' in value && typeof value.asymmetricMatch === 'function';
}

function describeMatcher(matcher: Matcher): string {
  return bound(matcher.toAsymmetricMatcher?.() ?? String(matcher));
}
