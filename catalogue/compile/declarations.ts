import type { Json } from '../model/model.js';
import { formatFunction } from './blocks.js';
import type { MaskedCode } from './literals.js';
import { patternFlags } from './schema.js';

/** What ajv declares beside its functions, taken out of its code. */
export interface Declarations {
  readonly code: string;
  /** The function of each exported id. */
  readonly functions: ReadonlyMap<string, string>;
  /** ajv's copies of the schemas, by its names for them. */
  readonly schemas: ReadonlyMap<string, Json>;
  /** Regular expressions: name and code. */
  readonly patterns: readonly (readonly [string, string])[];
  /** Code in which what ajv requires is called by the names of templates/validators. */
  readonly names: (code: string) => string;
}

/** Takes out exports, requires, formats, patterns and schemas. */
export function takeDeclarations(masked: MaskedCode): Declarations {
  const functions = new Map<string, string>();
  const schemas = new Map<string, Json>();
  const renamed = new Map<string, string>();
  const patterns: [string, string][] = [];
  const own = new Set<string>();
  const code = masked.code
    .replaceAll(',\n    ', ', ')
    .replace(/^"<\d+>";/, '')
    .replace(/^export const (\w+) = (\w+);$/gm, (_, id: string, name: string) => {
      functions.set(id, name);
      return '';
    })
    .replace(/^const ((?:wrapper|root)\d+) = \{validate: (validate\d+)\};$/gm, (_, name: string, target: string) => {
      renamed.set(`${name}.validate`, target);
      return '';
    })
    .replace(/^const (schema\d+) = (.*);$/gm, (_, name: string, schema: string) => {
      schemas.set(name, JSON.parse(masked.unmask(schema)) as Json);
      return '';
    })
    .replace(/^const (pattern\d+) = new RegExp\(("<\d+>"), "<\d+>"\);$/gm, (_, name: string, pattern: string) => {
      const flags = patternFlags(masked.textOf(pattern));
      patterns.push([name, `new RegExp(${masked.unmask(pattern)}, "${flags ?? ''}")`]);
      return '';
    })
    .replace(/^const (formats\d+) = formats(?:\.(\w+)|\[("[^"]*")\]);$/gm, (_, name: string, plain: string | undefined, quoted = '""') => {
      renamed.set(name, formatFunction(plain ?? masked.textOf(quoted)));
      return '';
    })
    .replace(/^const (func\d+) = require\(("<\d+>")\)\.default;$/gm, (line, name: string, path: string) => {
      if (masked.textOf(path) !== 'ajv/dist/runtime/ucs2length') return line;
      renamed.set(name, 'codePoints');
      return '';
    })
    .replace(/^const (func\d+) = Object\.prototype\.hasOwnProperty;$/gm, (_, name: string) => {
      own.add(name);
      return '';
    })
    .replace(/(?<![.\w$])(?:wrapper|root)\d+\.validate/g, (name) => renamed.get(name) ?? name);
  const names = (text: string) =>
    text
      .replace(/(?<![.\w$])((?:formats|func)\d+)(?:\.validate)?(?=[()])/g, (whole, name: string) => renamed.get(name) ?? whole)
      .replace(/(?<![.\w$])(func\d+)\.call(?=\()/g, (whole, name: string) => (own.has(name) ? 'Object.hasOwn' : whole));
  return { code, functions, schemas, patterns, names };
}
