import type { Json } from '../model/model.js';
import { isObject } from '../model/own.js';

/** Code whose string literals are taken out: what a rule matches in it is code, whatever the literals say. */
export interface MaskedCode {
  readonly code: string;
  /** The value of a string literal of the code, masked or not. */
  textOf(token: string): string;
  /** A masked literal for a text. */
  literal(text: string): string;
  /** The code with its literals put back. */
  unmask(code: string): string;
}

/** Literals that ajv's own code is recognised by; they may stay, since a rule never matches a literal alone. */
const plain = new Set(['""', '"number"', '"string"', '"boolean"', '"object"', '"~0"', '"~1"', '"required"']);

/** ajv writes every literal in double quotes, as JSON does: so none has a raw quote or a line feed in it. */
export function maskLiterals(source: string): MaskedCode {
  const literals: string[] = [];
  const indices = new Map<string, number>();
  const mask = (literal: string) => {
    if (plain.has(literal)) return literal;
    const index = indices.get(literal) ?? literals.push(literal) - 1;
    indices.set(literal, index);
    return `"<${index}>"`;
  };
  const code = source.replace(/"(?:[^"\\\n]|\\.)*"/g, mask);
  const restore = (text: string) => text.replace(/"<(\d+)>"/g, (_, index: string) => literals[Number(index)] ?? '');
  return { code, unmask: restore, textOf: (token) => JSON.parse(restore(token)) as string, literal: (text) => mask(printLiteral(text)) };
}

/** A JSON value as a JavaScript expression; a member named `__proto__` stays a member. */
export function printLiteral(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(printLiteral).join(', ')}]`;
  if (!isObject(value)) return JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
  const members = Object.entries(value).map(
    ([name, member]) => `${name === '__proto__' ? '["__proto__"]' : JSON.stringify(name)}: ${printLiteral(member)}`,
  );
  return `{ ${members.join(', ')} }`;
}
