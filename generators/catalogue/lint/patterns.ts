import { createRequire } from 'node:module';
import type { JsonObject } from '../model.js';
import { members, ownString } from '../own.js';
import { joinPointer } from '../pointer.js';
import type { Finding } from '../problem.js';
import type { SchemaRule } from './schema-rules.js';

/** A quadratic pattern on a string this short is done in a few milliseconds. */
const SHORT = 500;

/** A `pattern` (and each name in `patternProperties`) is a regular expression of ECMA-262 with the u flag, and quick on any input. */
export const checkPatterns: SchemaRule = (schema, pointer) => {
  const pattern = ownString(schema, 'pattern');
  const found = pattern === null ? [] : checkPattern(pattern, joinPointer(pointer, 'pattern'), maxLength(schema));
  const names = members(schema['patternProperties']).flatMap(([name]) =>
    checkPattern(name, joinPointer(pointer, 'patternProperties', name), null, true),
  );
  return [...found, ...names];
};

function maxLength(schema: JsonObject): number | null {
  const bound = schema['maxLength'];
  return typeof bound === 'number' ? bound : null;
}

function checkPattern(pattern: string, pointer: string, bound: number | null, atKey = false): Finding[] {
  const fault = syntaxFault(pattern);
  if (fault !== null)
    return [
      {
        code: 'invalid-pattern',
        message: `${JSON.stringify(pattern)} is no regular expression: ${fault}`,
        fix: 'write it in ECMA-262 syntax with the u flag, as JSON Schema asks',
        pointer,
        atKey,
      },
    ];
  const danger = findDanger(pattern);
  if (danger === null || (danger === 'polynomial' && bound !== null && bound <= SHORT)) return [];
  return [
    {
      code: 'unsafe-pattern',
      message: `${JSON.stringify(pattern)} takes ${danger} time on some strings: a sender could stall a receiver with one`,
      fix:
        danger === 'polynomial'
          ? `anchor it, or let no two repeats match the same text; or bound the string with maxLength: ${SHORT} or less`
          : 'rewrite it so that no repeat stands inside another and no two alternatives match the same text',
      pointer,
      atKey,
    },
  ];
}

function syntaxFault(pattern: string): string | null {
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

/** `recheck` decides by automata theory, and by seeded fuzzing for what automata can't express (backreferences). */
function findDanger(pattern: string): Danger | null {
  const found = known.get(pattern);
  if (found !== undefined) return found;
  // Loaded for documents that have patterns at all: it is large.
  const { checkSync } = createRequire(import.meta.url)('recheck') as typeof import('recheck');
  const verdict = checkSync(pattern, 'u', { timeout: 10_000, randomSeed: 1 });
  const danger =
    verdict.status === 'vulnerable'
      ? verdict.complexity.type === 'exponential'
        ? 'exponential'
        : 'polynomial'
      : verdict.status === 'unknown'
        ? 'exponential'
        : null;
  known.set(pattern, danger);
  return danger;
}
