import { escapeUnits } from '@hookbook/runtime/inspect';

/** Encoders for JavaScript and TypeScript source. Text stays inside its literal, and nothing in it is invisible. */

/**
 * What must not stand raw in a source file: controls (CR, NEL …), U+2028/9, bidi and other format characters,
 * everything that has no glyph (zero-width, fillers, tags, variation selectors except an emoji's) and halves of
 * surrogate pairs, which UTF-8 can't represent. Code needs line feeds and tabs.
 */
const invisible = /(?!(?<=\p{Extended_Pictographic})\uFE0F)(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;

/** What ends a script element or opens a comment in HTML, and what tools take for the address of a source map. */
const markup = /<(?=\/script|!--)|(?<=--)>|(?<=\/[/*])[#@](?=\s*source(?:Mapping)?URL)/gi;

const shortEscapes: ReadonlyMap<string, string> = new Map([
  ['\\', '\\\\'],
  ["'", "\\'"],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/** The last pass over a `.js` or `.ts` file: characters that nobody can see become `\uXXXX`. */
export function sourceText(source: string): string {
  return source.replace(invisible, escapeUnits);
}

/** Also escapes what ends a script or is a directive to tools: for texts in a source. */
export function escapeText(text: string): string {
  return sourceText(text.replace(markup, escapeUnits));
}

/** A single-quoted literal whose value is the text, safe in JavaScript and TypeScript, also inside an HTML page. */
export function tsString(text: string): string {
  return `'${escapeText(text.replace(/[\\'\n\r\t]/g, (char) => shortEscapes.get(char) ?? char))}'`;
}

/**
 * A property's name in an object literal, an interface or a type: bare if it is an identifier, else quoted. `__proto__`
 * is computed, because `{'__proto__': x}` would set the object's prototype.
 */
export function propertyKey(name: string): string {
  if (name === '__proto__') return "['__proto__']";
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : tsString(name);
}

/**
 * A value of JSON's types (interfaces too, which aren't assignable to `Json`) as a JavaScript literal: on one line, or
 * with an `indent` on several, two spaces per level, where short inner values stay on one line.
 */
export function printLiteral(value: unknown, indent: string | null = null): string {
  if (typeof value === 'string') return tsString(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const array = Array.isArray(value);
  const inner = indent === null ? null : `${indent}  `;
  const items = array
    ? value.map((item: unknown) => printLiteral(item, inner))
    : Object.entries(value).map(([key, member]) => `${propertyKey(key)}: ${printLiteral(member, inner)}`);
  if (items.length === 0) return array ? '[]' : '{}';
  const line = array ? `[${items.join(', ')}]` : `{ ${items.join(', ')} }`;
  if (indent === null || (indent !== '' && indent.length + line.length <= 100 && !line.includes('\n'))) return line;
  const [open, close] = array ? ['[', ']'] : ['{', '}'];
  return `${open}\n${items.map((item) => `${inner}${item},\n`).join('')}${indent}${close}`;
}
