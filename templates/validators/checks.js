// What validators stand on. Each declaration is printed into a generated module that needs it, without its comments: so it
// starts a paragraph, holds no blank line, and uses only what is declared in this folder. No name here starts with `is`:
// the names of a module's guards do. Short on purpose: every module carries it.

/** Whether a value is an object of JSON. */
export const object = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether an object has a member of its own. */
export const own = (data, key) => data[key] !== undefined && Object.hasOwn(data, key);

/** Errors are kept up to a limit and counted beyond it: a body of a megabyte may break a rule a hundred thousand times. */
export const limit = 100;

export function add(errors, pointer, keyword, param, name) {
  errors.push(errors.length < limit ? { pointer, keyword, param, name } : null);
}

/** Adds an error for each member that is missing. */
export function need(data, pointer, errors, keys) {
  for (const key of keys) if (!own(data, key)) add(errors, pointer, 'required', key);
}

export const memberPointer = (pointer, key) => `${pointer}/${escapeSegment(key)}`;

/** Whether a value is of a type of JSON Schema. */
export function fits(value, type) {
  if (type === 'null') return value === null;
  if (type === 'object') return object(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  return type === 'number' ? Number.isFinite(value) : typeof value === type;
}

/** Checks the type of a member, where there is one: a type or a list of them. */
export function typed(data, key, pointer, errors, types) {
  if (!own(data, key)) return;
  const value = data[key];
  if (typeof types === 'string' ? !fits(value, types) : !types.some((type) => fits(value, type))) add(errors, memberPointer(pointer, key), 'type', types);
}

/** Checks that a member, where there is one, is the one value that it may be. */
export function fixed(data, key, pointer, errors, constant) {
  if (own(data, key) && data[key] !== constant) add(errors, memberPointer(pointer, key), 'const', constant);
}

/** Checks that a member, where there is one, is a string of a format. */
export function formatted(data, key, pointer, errors, format, test) {
  if (!own(data, key)) return;
  if (typeof data[key] !== 'string') add(errors, memberPointer(pointer, key), 'type', 'string');
  else if (!test(data[key])) add(errors, memberPointer(pointer, key), 'format', format);
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
  if (!object(value)) return `${JSON.stringify(value)}`;
  return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)}}`;
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
export const valueAt = (value, segments) => segments.reduce((node, key) => (Object(node) === node && Object.hasOwn(node, key) ? node[key] : undefined), value);

export const segmentsOf = (pointer) => pointer.split('/').slice(1).map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));

export const escapeSegment = (key) => key.replaceAll('~', '~0').replaceAll('/', '~1');

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
  type: (types) => [types].flat().join(' or '),
  required: () => 'present',
  dependencies: ([property]) => `present, as ${quote(property)} is`,
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

/** The keywords whose error is about a member of the value, and its name. */
export const memberOf = {
  required: (key) => key,
  additionalProperties: (key) => key,
  propertyNames: (key) => key,
  dependencies: ([, key]) => key,
};

export const report = (pointer, keyword, expected, found) => ({ pointer, keyword, expected, found, message: `must be ${expected}, but is ${found}` });

/** An error as readers get it. A missing or unexpected member is the place itself, not the object around it. */
export function describe({ pointer, keyword, param, name }, root) {
  const key = name ?? memberOf[keyword]?.(param);
  const place = key === undefined ? pointer : memberPointer(pointer, key);
  return report(place, keyword, demands[keyword](param), name === undefined ? describeValue(valueAt(root, segmentsOf(place))) : `name ${quote(name)}`);
}

/** What is reported of a value that can't be read to its end. */
export const thrown = (cause) => (cause instanceof RangeError ? report('', 'depth', 'less deep', 'too deep') : report('', 'readable', 'readable', 'a value that throws'));

/** All errors of a value, described, each once, by a compiled check; never throws. */
export function check(run, value) {
  try {
    const errors = [];
    run(value, '', errors);
    if (errors.length === 0) return errors;
    const found = errors.slice(0, limit).map((error) => describe(error, value));
    return [...new Map(found.map((error) => [error.pointer + error.keyword + error.message, error])).values()];
  } catch (cause) {
    return [thrown(cause)];
  }
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

/** The public face of one event's check. */
export function createValidator([event, run]) {
  const validate = (value) => {
    const errors = check(run, value);
    return errors.length > 0 ? { valid: false, event, errors } : { valid: true, event, value };
  };
  return { event, validate, is: (value) => validate(value).valid, '~standard': standard(validate) };
}

/** From the discriminator's values to the event's name: a Map in a Map where it has several sources. */
export function indexEvents(events) {
  const index = new Map();
  const place = (map, [values, ...rest], name) => {
    for (const value of values) {
      if (rest.length === 0) map.set(value, name);
      else place(map.get(value) ?? map.set(value, new Map()).get(value), rest, name);
    }
  };
  for (const [name, , values = [[name]]] of events) place(index, values, name);
  return index;
}

/** Follows the discriminator: the event's name, or the error of the first source whose value leads nowhere. A header is a string, a pointer its segments. */
export function lookUp(found, sources, value, header) {
  try {
    for (const source of sources) {
      const named = typeof source === 'string';
      const key = named ? (header?.(source) ?? undefined) : valueAt(value, source);
      const next = found.get(key);
      if (next === undefined)
        return report(named ? '' : ['', ...source.map(escapeSegment)].join('/'), 'discriminator', `${named ? `sent with ${source} ` : ''}${listValues([...found.keys()])}`, describeValue(key));
      found = next;
    }
    return found;
  } catch (cause) {
    return thrown(cause);
  }
}

/** Judges a value that doesn't tell which event it is: the first that it is valid as. */
export function tryEvents(validators, value) {
  const results = validators.map((validator) => validator.validate(value));
  const valid = results.find((result) => result.valid) ?? (results.length === 1 ? results[0] : undefined);
  return valid ?? { valid: false, event: null, errors: [report('', 'anyOf', `valid as ${listValues(validators.map(({ event }) => event))}`, describeValue(value))] };
}
