import { propertyKey, tsString } from './source-text.js';

/** A value of JSON's types (interfaces too, which aren't assignable to `Json`) as a JavaScript literal, two blanks a level; what is short stays on its line. */
export function printLiteral(value: unknown, indent = ''): string {
  if (typeof value === 'string') return tsString(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const array = Array.isArray(value);
  const [open, close] = array ? ['[', ']'] : ['{', '}'];
  const inner = `${indent}  `;
  const items = array
    ? value.map((item: unknown) => printLiteral(item, inner))
    : Object.entries(value).map(([key, member]) => `${propertyKey(key)}: ${printLiteral(member, inner)}`);
  if (items.length === 0) return `${open}${close}`;
  const line = array ? `[${items.join(', ')}]` : `{ ${items.join(', ')} }`;
  const fits = indent.length + line.length <= 100 && !line.includes('\n') && indent !== '';
  return fits ? line : `${open}\n${items.map((item) => `${inner}${item},\n`).join('')}${indent}${close}`;
}
