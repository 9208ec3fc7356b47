import { bound } from '../words.js';
import type { Arbitrary, FastCheck } from './fast-check.js';

/** Compiles a pattern as validators do: ECMA 262, with the `u` flag if possible. */
export function compilePattern(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return new RegExp(pattern);
  }
}

/**
 * Strings that match an expression, or nearly: fast-check doesn't support lookaround, so it is removed and the caller
 * filters. Throws an Error that names the pattern if strings can't be generated for it.
 */
export function stringsLike(fc: FastCheck, expression: RegExp): Arbitrary<string> {
  try {
    const source = expression.source.includes('(?') ? withoutLookaround(expression.source) : expression.source;
    return fc.stringMatching(new RegExp(source, expression.flags));
  } catch (cause) {
    const reason = cause instanceof Error ? bound(cause.message) : 'unknown';
    throw new Error(`cannot generate strings that match ${bound(expression.source)} (fast-check: ${reason})`, { cause });
  }
}

function withoutLookaround(source: string): string {
  let kept = '';
  /** How deeply nested the removed group is; 0 outside of one. */
  let skipped = 0;
  let inClass = false;
  for (let at = 0; at < source.length; at += 1) {
    const width = source[at] === '\\' ? 2 : 1;
    const text = source.slice(at, at + width);
    if (inClass) inClass = text !== ']';
    else if (text === '[') inClass = true;
    else if (text === '(' && (skipped > 0 || /^\(\?<?[=!]/.test(source.slice(at, at + 4)))) skipped += 1;
    const isEnd = !inClass && text === ')' && skipped > 0;
    if (skipped === 0) kept += text;
    if (isEnd) skipped -= 1;
    at += width - 1;
  }
  return kept;
}
