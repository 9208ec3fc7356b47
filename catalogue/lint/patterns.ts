import { createRequire } from 'node:module';
import type { JsonObject } from '../model/model.js';
import { joinPointer } from '../model/pointer.js';
import type { Finding } from '../model/problem.js';
import { getString, listProperties } from '../model/properties.js';
import type { SchemaRule } from './schema-rule.js';

/** A quadratic pattern takes a few milliseconds on a string of this length. */
const maxQuadraticLength = 500;

/** A `pattern` and a name in `patternProperties` must be valid in ECMA-262 with the u flag, and fast on any input. */
export const checkPatterns: SchemaRule = (schema, pointer) => {
  const pattern = getString(schema, 'pattern');
  const found = pattern === null ? [] : checkPattern(pattern, joinPointer(pointer, 'pattern'), maxLength(schema));
  const names = listProperties(schema['patternProperties']).flatMap(([name]) =>
    checkPattern(name, joinPointer(pointer, 'patternProperties', name), null, true),
  );
  return [...found, ...names];
};

function maxLength(schema: JsonObject): number | null {
  const bound = schema['maxLength'];
  return typeof bound === 'number' ? bound : null;
}

function checkPattern(pattern: string, pointer: string, bound: number | null, atKey = false): Finding[] {
  const syntaxError = findSyntaxError(pattern);
  if (syntaxError !== null)
    return [
      {
        code: 'invalid-pattern',
        message: `${JSON.stringify(pattern)} is no regular expression: ${syntaxError}`,
        fix: 'write it in ECMA-262 syntax with the u flag, as JSON Schema asks',
        pointer,
        atKey,
      },
    ];
  const danger = findDanger(pattern);
  if (danger === null || (danger === 'polynomial' && bound !== null && bound <= maxQuadraticLength)) return [];
  return [
    {
      code: 'unsafe-pattern',
      message: `${JSON.stringify(pattern)} takes ${danger} time on some strings: a sender could stall a receiver with one`,
      fix:
        danger === 'polynomial'
          ? `anchor it, or let no two repeats match the same text; or bound the string with maxLength: ${maxQuadraticLength} or less`
          : 'rewrite it so that no repeat stands inside another and no two alternatives match the same text',
      pointer,
      atKey,
    },
  ];
}

function findSyntaxError(pattern: string): string | null {
  try {
    new RegExp(pattern, 'u');
    return null;
  } catch (error) {
    return String(error instanceof Error ? error.message : error)
      .replace(/^Invalid regular expression: /, '')
      .replace(`/${pattern}/u: `, '');
  }
}

type Danger = 'exponential' | 'polynomial';
const known = new Map<string, Danger | null>();

/**
 * `recheck` decides by automata theory, and by seeded fuzzing for what automata can't express (backreferences). Its
 * time grows with counted repeats, and whether a pattern is safe hardly depends on their exact counts. Large ones are
 * analysed as open-ended, which errs on the side of caution.
 */
function findDanger(pattern: string): Danger | null {
  const found = known.get(pattern);
  if (found !== undefined) return found;
  const analysis = recheck()(openRepeats(pattern), 'u', { timeout: 20_000, randomSeed: 1 });
  const danger =
    analysis.status === 'safe'
      ? null
      : analysis.status === 'vulnerable' && analysis.complexity.type === 'polynomial'
        ? 'polynomial'
        : 'exponential';
  known.set(pattern, danger);
  return danger;
}

/** Repeats up to this count are analysed exactly. */
const maxExactRepeat = 8;

function openRepeats(pattern: string): string {
  return pattern.replace(/\\.|\{(\d+)(,(\d*))?\}/gs, (whole, low?: string, range?: string, high?: string) => {
    if (low === undefined) return whole;
    const min = Math.min(Number(low), maxExactRepeat);
    if (range === undefined) return `{${min}}`;
    return high !== undefined && high !== '' && Number(high) <= maxExactRepeat ? whole : `{${min},}`;
  });
}

type Recheck = typeof import('recheck').checkSync;

/** recheck's build for browsers needs no processes or threads. It is large, so the first pattern loads it. */
function recheck(): Recheck {
  return (createRequire(import.meta.url)('#recheck') as { checkSync: Recheck }).checkSync;
}
