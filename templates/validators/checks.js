// What generated validators use. Each declaration is printed into a generated module that needs it, without its comments: so it
// starts a paragraph, has no blank line, and uses only what is declared in this folder. No name here starts with `is`:
// the names of a module's guards do. Short on purpose: every module carries it.
import { findErrors, pointerTo } from './explain.js';

/** Whether a value is an object of JSON. */
export const object = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

// A value as an object whose properties are all its own, so that code may read them directly; null where it is no object. JSON's
// objects are returned as they are, others as a copy without a prototype.
export function members(value) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null ? value : Object.create(null, Object.getOwnPropertyDescriptors(value));
}

/** Whether someone gave all objects a property, which code that reads properties directly would take for a value's own. */
export const polluted = () => {
  for (const _ in Object.prototype) return true;
  return false;
};

/** Whether a value passes a compiled check. */
export const accepts = (passes, schema, value) => (polluted() ? findErrors(schema, value).length === 0 : passes(value));

/** Whether an object has a property of its own. */
export const own = (data, key) => data[key] !== undefined && Object.hasOwn(data, key);

/** Whether a value is of a type of JSON Schema. */
export function fits(value, type) {
  if (type === 'null') return value === null;
  if (type === 'object') return object(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  return type === 'number' ? Number.isFinite(value) : typeof value === type;
}

/** The length of a string in code points, as JSON Schema counts it. */
export function codePoints(text) {
  let length = 0;
  for (const _ of text) length++;
  return length;
}

/** One text for all spellings of a JSON value: members in order of their names. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical)}]`;
  if (!object(value)) return typeof value === 'bigint' ? `${value}n` : `${JSON.stringify(value)}`;
  return `{${Object.keys(value).map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).sort()}}`;
}

/** The indices of the first two items that are equal; false where all differ. */
export function repeated(items) {
  const seen = new Map();
  for (const [at, item] of items.entries()) {
    const text = canonical(item);
    if (seen.has(text)) return [seen.get(text), at];
    seen.set(text, at);
  }
  return false;
}

/** Whether a number is a multiple of another, up to what binary fractions lose: 19.99 is a multiple of 0.01. */
export function multiple(value, divisor) {
  const quotient = value / divisor;
  return Math.abs(quotient - Math.round(quotient)) <= Math.abs(quotient) * 4 * Number.EPSILON;
}

/** The value at segments of a JSON pointer, own members only; undefined where there is none. */
export function valueAt(value, segments) {
  for (let at = 0; at < segments.length; at++)
    value = typeof value === 'object' && value !== null && Object.hasOwn(value, segments[at]) ? value[segments[at]] : undefined;
  return value;
}

export const segmentsOf = (pointer) => pointer.split('/').slice(1).map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));

export const escapeSegment = (key) => (/[~/]/.test(key) ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key);

/** A text in quotes, its first 60 characters. */
export const quote = (text) => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);

/** What stands at a place, in a few words. */
export function describeValue(value) {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return `array of ${value.length}`;
  const type = typeof value;
  return type === 'string' ? `string ${quote(value)}` : type === 'number' || type === 'boolean' ? `${type} ${value}` : type;
}

/** A bounded list of values. */
export function listValues(values) {
  const texts = values.slice(0, 10).map((value) => (typeof value === 'string' ? quote(value) : canonical(value).slice(0, 60)));
  return `${values.length > 1 ? 'one of ' : ''}${texts.join(', ')}${values.length > 10 ? ` or ${values.length - 10} more` : ''}`;
}

/** How each keyword's demand reads behind "must be". */
export const demands = {
  type: (types) => (Array.isArray(types) ? types.join(' or ') : types),
  required: () => 'present',
  dependencies: (property) => `present, as ${quote(property)} is`,
  additionalProperties: () => 'absent',
  'false schema': () => 'absent',
  additionalItems: (count) => `an array of at most ${count}`,
  enum: listValues,
  const: (value) => listValues([value]),
  format: (format) => `a valid ${format}`,
  pattern: (pattern) => `a string that matches ${pattern}`,
  minimum: (bound) => `at least ${bound}`,
  maximum: (bound) => `at most ${bound}`,
  exclusiveMinimum: (bound) => `more than ${bound}`,
  exclusiveMaximum: (bound) => `less than ${bound}`,
  multipleOf: (divisor) => `a multiple of ${divisor}`,
  minLength: (count) => `a string of at least ${count}`,
  maxLength: (count) => `a string of at most ${count}`,
  minItems: (count) => `an array of at least ${count}`,
  maxItems: (count) => `an array of at most ${count}`,
  minProperties: (count) => `an object of at least ${count}`,
  maxProperties: (count) => `an object of at most ${count}`,
  uniqueItems: ([first, second]) => `an array without repeated items (${first} and ${second} are equal)`,
  contains: () => 'an array with an item that fits',
  propertyNames: () => 'named as the schema allows',
  anyOf: () => 'valid by an alternative of the schema',
  oneOf: (passing) => `valid by ${passing === null ? 'an' : 'only one'} alternative of the schema`,
  not: () => 'other than the schema excludes',
  if: (branch) => `valid by the schema's "${branch}"`,
};

export const report = (pointer, keyword, expected, found) => ({ pointer, keyword, expected, found, message: `must be ${expected}, but is ${found}` });

/** Whether a value can be read everywhere: a getter or a proxy may throw. */
export function readable(value) {
  try {
    const seen = new Set([value]);
    for (const one of seen) if (Object(one) === one) for (const key of Reflect.ownKeys(one)) seen.add(one[key]);
    return true;
  } catch {
    return false;
  }
}

/** What is reported when a value can't be read to its end. Other errors are bugs of ours, or a caller's, and stay errors. */
export function unreadable(value, cause) {
  if (cause instanceof RangeError) return report('', 'depth', 'less deep', 'too deep');
  if (readable(value)) throw cause;
  return report('', 'readable', 'readable', 'a value that throws');
}

/** The functions of Standard Schema; a path's segment in an array is a number. */
export const standard = (validate) => ({
  version: 1,
  vendor: 'hookbook',
  validate(value) {
    const result = validate(value);
    if (result.valid) return { value };
    const pathOf = (keys) => keys.map((key, at) => (Array.isArray(valueAt(value, keys.slice(0, at))) ? +key : key));
    return { issues: result.errors.map(({ pointer, message }) => ({ message, path: pathOf(segmentsOf(pointer)) })) };
  },
});

/** The public face of one event's check. A value that the compiled check refuses is invalid, whatever a second look finds. */
export function createValidator([event, passes, schema]) {
  const is = (value) => {
    try {
      return accepts(passes, schema, value);
    } catch (cause) {
      return !unreadable(value, cause);
    }
  };
  const validate = (value) => (is(value) ? { valid: true, event, value } : { valid: false, event, errors: findErrors(schema, value) });
  return { event, validate, is, '~standard': standard(validate) };
}

/** From the discriminator's values to the event's validator: a Map in a Map if it has several sources. */
export function indexEvents(events, validators) {
  const index = new Map();
  const place = (map, [values, ...rest], validator) => {
    for (const value of values) {
      if (rest.length === 0) map.set(value, validator);
      else place(map.get(value) ?? map.set(value, new Map()).get(value), rest, validator);
    }
  };
  for (const [name, , , values = [[name]]] of events) place(index, values, validators[name]);
  return index;
}

/** Follows the discriminator to the event's validator, or to the error of the first source with an unknown value. A header is a string, a pointer its segments. */
export function lookUp(found, sources, value, header) {
  try {
    for (let at = 0; at < sources.length; at++) {
      const source = sources[at];
      const named = typeof source === 'string';
      const key = named ? (header?.(source) ?? undefined) : valueAt(value, source);
      const next = found.get(key);
      if (next === undefined)
        return report(named ? '' : pointerTo(source), 'discriminator', `${named ? `sent with ${source} ` : ''}${listValues([...found.keys()])}`, describeValue(key));
      found = next;
    }
    return found;
  } catch (cause) {
    return unreadable(value, cause);
  }
}

/** Judges a value that doesn't tell which event it is: the first that it is valid as. */
export function tryEvents(validators, value) {
  const results = validators.map((validator) => validator.validate(value));
  const valid = results.find((result) => result.valid) ?? (results.length === 1 ? results[0] : undefined);
  return valid ?? { valid: false, event: null, errors: [report('', 'anyOf', `valid as ${listValues(validators.map(({ event }) => event))}`, describeValue(value))] };
}
