import { createRequire } from 'node:module';

/** How a format is checked: by a declaration of templates/validators/formats.js, by an expression, or not at all. */
interface Format {
  readonly type: 'string' | 'number';
  readonly check: string | RegExp | null;
}

const text = (check: string | RegExp | null): Format => ({ type: 'string', check });
const number = (check: string | null): Format => ({ type: 'number', check });

/** ajv-formats is CommonJS and exports this table from an inner module only. */
const { fullFormats } = createRequire(import.meta.url)('ajv-formats/dist/formats.js') as { fullFormats: Readonly<Record<string, unknown>> };

/**
 * Every format that is known. Draft-07's, ajv-formats' and those of OpenAPI; what an expression of ajv-formats does in
 * time linear in the text is taken from there, everything else is ours.
 */
const formats: ReadonlyMap<string, Format> = new Map([
  ['date-time', text('dateTime')],
  ['date', text('date')],
  ['time', text('time')],
  ['iso-date-time', text('isoDateTime')],
  ['iso-time', text('isoTime')],
  ['duration', text(expression('duration'))],
  ['email', text(expression('email'))],
  ['hostname', text(expression('hostname'))],
  ['ipv4', text('ipv4')],
  ['ipv6', text('ipv6')],
  ['uri', text('uri')],
  ['uri-reference', text('uriReference')],
  ['uri-template', text(expression('uri-template'))],
  ['url', text('url')],
  ['uuid', text(expression('uuid'))],
  ['json-pointer', text(expression('json-pointer'))],
  ['json-pointer-uri-fragment', text(expression('json-pointer-uri-fragment'))],
  ['relative-json-pointer', text(expression('relative-json-pointer'))],
  ['regex', text('regex')],
  ['byte', text('byte')],
  ['binary', text(null)],
  ['password', text(null)],
  ['int32', number('int32')],
  ['int64', number('int64')],
  ['float', number(null)],
  ['double', number(null)],
]);

/** The names of the formats that are known; a value of another passes, as draft-07 says (section 7.2). */
export const knownFormats: ReadonlySet<string> = new Set(formats.keys());

/** The formats that restrict anything. */
export const checkedFormats: readonly { name: string; type: 'string' | 'number'; check: string | RegExp }[] = [...formats].flatMap(
  ([name, { type, check }]) => (check === null ? [] : [{ name, type, check }]),
);

const formatOf = (name: string) => {
  const format = checkedFormats.find((one) => one.name === name);
  if (format === undefined) throw new Error(`no check for the format ${name}`);
  return format;
};

/** The type of the values that a format restricts. */
export const formatType = (name: string) => formatOf(name).type;

/** The name of the function that checks a format. */
export function formatFunction(name: string): string {
  const { check } = formatOf(name);
  return typeof check === 'string' ? check : name.replace(/-(.)/g, (_, first: string) => first.toUpperCase());
}

function expression(name: string): RegExp {
  const format = fullFormats[name];
  if (!(format instanceof RegExp)) throw new Error(`ajv-formats has no expression for ${name}`);
  return format;
}
