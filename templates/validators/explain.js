// What finds the errors of a value that is invalid, from the schema as data. Printed as checks.js is. `at` is the state of one
// search: `errors` found so far, the `path` to the value at hand, the `name` while it judges a property's name, and whether the
// environment is `clean`: then what `for…in` lists is an object's own.
import { codePoints, escapeSegment, fits, multiple, object, own, polluted, quote, repeated, canonical, describeValue, demands, report, unreadable } from './checks.js';

/** Errors are kept up to a limit and counted beyond it: a body of a megabyte may break a rule a hundred thousand times. */
export const limit = 100;

export function pointerTo(path, key) {
  let pointer = '';
  for (const segment of path) pointer += `/${escapeSegment(segment)}`;
  return key === undefined ? pointer : `${pointer}/${escapeSegment(key)}`;
}

/** Adds an error of the value at hand, or of the property that `key` names. */
export function add(at, keyword, param, value, key) {
  at.errors.push(at.errors.length < limit ? { pointer: pointerTo(at.path, at.name ?? key), keyword, param, value, name: at.name } : null);
}

/** Adds the errors of a value by a schema, and says whether there are none. */
export function explain(schema, data, at) {
  const before = at.errors.length;
  if (schema === false) add(at, 'false schema', undefined, data);
  else for (const keyword in schema) if (at.clean || Object.hasOwn(schema, keyword)) rules[keyword](schema[keyword], data, at, schema);
  return at.errors.length === before;
}

export function explainInside(schema, value, key, at) {
  at.path.push(key);
  explain(schema, value, at);
  at.path.pop();
}

/** Whether a value is valid by a schema, without its errors. */
export function holds(schema, data, at) {
  const before = at.errors.length;
  const valid = explain(schema, data, at);
  at.errors.length = before;
  return valid;
}

export const number = (keyword, passes) => (bound, data, at) => Number.isFinite(data) && !passes(data, bound) && add(at, keyword, bound, data);

export const text = (keyword, passes) => (bound, data, at) => typeof data === 'string' && !passes(data, bound) && add(at, keyword, bound, data);

export const array = (keyword, passes) => (bound, data, at) => Array.isArray(data) && !passes(data.length, bound) && add(at, keyword, bound, data);

export const count = (keyword, passes) => (bound, data, at) => object(data) && !passes(Object.keys(data).length, bound) && add(at, keyword, bound, data);

export function explainFormat(format, data, at) {
  const applies = format.startsWith('int') ? Number.isFinite(data) : typeof data === 'string';
  if (applies && !formats[format](data)) add(at, 'format', format, data);
}

export function explainAny(schemas, data, at) {
  const before = at.errors.length;
  if (schemas.some((schema) => explain(schema, data, at))) at.errors.length = before;
  else add(at, 'anyOf', undefined, data);
}

export function explainOne(schemas, data, at) {
  const before = at.errors.length;
  let passing = null;
  for (const schema of schemas) {
    if (!explain(schema, data, at)) continue;
    if (passing !== null) return add(at, 'oneOf', 2, data);
    passing = 1;
  }
  if (passing === null) add(at, 'oneOf', passing, data);
  else at.errors.length = before;
}

export function explainCondition([when, then, otherwise], data, at) {
  const branch = holds(when, data, at);
  if (!explain(branch ? then : otherwise, data, at)) add(at, 'if', branch ? 'then' : 'else', data);
}

export function explainItems(schema, data, at) {
  if (!Array.isArray(data)) return;
  const count = Array.isArray(schema) ? Math.min(schema.length, data.length) : data.length;
  for (let index = 0; index < count; index++) explainInside(Array.isArray(schema) ? schema[index] : schema, data[index], index, at);
}

export function explainOtherItems(schema, data, at, { items }) {
  if (!Array.isArray(data)) return;
  if (schema !== false) for (let index = items.length; index < data.length; index++) explainInside(schema, data[index], index, at);
  else if (data.length > items.length) add(at, 'additionalItems', items.length, data);
}

export function explainContains(schema, data, at) {
  if (!Array.isArray(data)) return;
  const before = at.errors.length;
  for (let index = 0; index < data.length; index++) {
    const known = at.errors.length;
    explainInside(schema, data[index], index, at);
    if (at.errors.length === known) return (at.errors.length = before);
  }
  add(at, 'contains', undefined, data);
}

export function explainUnique(_, data, at) {
  const pair = Array.isArray(data) && repeated(data);
  if (pair) add(at, 'uniqueItems', pair, data);
}

export function explainRequired(names, data, at) {
  if (object(data)) for (const name of names) if (!own(data, name)) add(at, 'required', undefined, undefined, name);
}

export function explainProperties(schemas, data, at) {
  if (!object(data)) return;
  for (const key in schemas) if ((at.clean || Object.hasOwn(schemas, key)) && own(data, key)) explainInside(schemas[key], data[key], key, at);
}

export function explainPatterns(schemas, data, at) {
  if (!object(data)) return;
  for (const pattern of Object.keys(schemas)) for (const key of Object.keys(data)) if (expressions[pattern].test(key)) explainInside(schemas[pattern], data[key], key, at);
}

export function explainOthers(schema, data, at, { properties = {}, patternProperties = {} }) {
  if (!object(data)) return;
  for (const key of Object.keys(data)) {
    if (Object.hasOwn(properties, key) || Object.keys(patternProperties).some((pattern) => expressions[pattern].test(key))) continue;
    if (schema === false) add(at, 'additionalProperties', undefined, data[key], key);
    else explainInside(schema, data[key], key, at);
  }
}

export function explainNames(schema, data, at) {
  if (!object(data)) return;
  for (const key of Object.keys(data)) {
    at.name = key;
    const valid = explain(schema, key, at);
    at.name = undefined;
    if (!valid) add(at, 'propertyNames', undefined, data[key], key);
  }
}

export function explainDependencies(dependencies, data, at) {
  if (!object(data)) return;
  for (const key of Object.keys(dependencies)) {
    const needed = dependencies[key];
    if (!own(data, key)) continue;
    if (!Array.isArray(needed)) explain(needed, data, at);
    else for (const name of needed) if (!own(data, name)) add(at, 'dependencies', key, undefined, name);
  }
}

// Judges an object by a definition once a search, and says the same when it comes back to it: a schema that refers to itself twice
// comes back twice as often with each level of a value.
export function explainOnce(name, data, at) {
  if (typeof data !== 'object' || data === null) return explain(definitions[name], data, at);
  at.judged ??= new Map();
  if (!at.judged.has(name)) at.judged.set(name, new Map());
  const known = at.judged.get(name), pointer = pointerTo(at.path);
  let result = known.get(data);
  if (result === undefined || (result.found.length > 0 && result.pointer !== pointer)) {
    const { errors } = at;
    at.errors = [];
    explain(definitions[name], data, at);
    result = { pointer, found: at.errors.slice(0, limit) };
    at.errors = errors;
    known.set(data, result);
  }
  for (const error of result.found) at.errors.push(at.errors.length < limit ? error : null);
}

/** How each keyword is explained; catalogue/compile/schema.ts says what their values are. */
export const rules = {
  types: (types, data, at) => (typeof types === 'string' ? fits(data, types) : types.some((type) => fits(data, type))) || add(at, 'type', types, data),
  ref: (name, data, at) => explain(definitions[name], data, at),
  once: explainOnce,
  not: (schema, data, at) => holds(schema, data, at) && add(at, 'not', undefined, data),
  anyOf: explainAny,
  oneOf: explainOne,
  allOf: (schemas, data, at) => schemas.forEach((schema) => explain(schema, data, at)),
  if: explainCondition,
  enum: (values, data, at) => values.includes(data) || (Object(data) === data && values.map(canonical).includes(canonical(data))) || add(at, 'enum', values, data),
  const: (value, data, at) => value === data || (Object(data) === data && canonical(value) === canonical(data)) || add(at, 'const', value, data),
  maximum: number('maximum', (data, bound) => data <= bound),
  minimum: number('minimum', (data, bound) => data >= bound),
  exclusiveMaximum: number('exclusiveMaximum', (data, bound) => data < bound),
  exclusiveMinimum: number('exclusiveMinimum', (data, bound) => data > bound),
  multipleOf: number('multipleOf', multiple),
  maxLength: text('maxLength', (data, bound) => codePoints(data) <= bound),
  minLength: text('minLength', (data, bound) => codePoints(data) >= bound),
  pattern: text('pattern', (data, source) => expressions[source].test(data)),
  format: explainFormat,
  maxItems: array('maxItems', (length, bound) => length <= bound),
  minItems: array('minItems', (length, bound) => length >= bound),
  additionalItems: explainOtherItems,
  items: explainItems,
  contains: explainContains,
  uniqueItems: explainUnique,
  maxProperties: count('maxProperties', (length, bound) => length <= bound),
  minProperties: count('minProperties', (length, bound) => length >= bound),
  required: explainRequired,
  propertyNames: explainNames,
  additionalProperties: explainOthers,
  dependencies: explainDependencies,
  properties: explainProperties,
  patternProperties: explainPatterns,
};

/** An error as readers get it. */
export const describe = ({ pointer, keyword, param, value, name }) => report(pointer, keyword, demands[keyword](param), name === undefined ? describeValue(value) : `name ${quote(name)}`);

/** All errors of a value by a schema, each once; never throws. */
export function findErrors(schema, value) {
  try {
    const at = { errors: [], path: [], name: undefined, clean: !polluted() };
    explain(schema, value, at);
    const found = at.errors.slice(0, limit).map(describe);
    return found.length < 2 ? found : [...new Map(found.map((error) => [error.pointer + error.keyword + error.message, error])).values()];
  } catch (cause) {
    return [unreadable(value, cause)];
  }
}
