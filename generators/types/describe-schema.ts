import type { Json, JsonObject, Schema } from '../../catalogue/model/model.js';
import { getOwn, getString, isObject } from '../../catalogue/model/properties.js';
import type { Docs } from './shape.js';

/** What a schema says about its values besides their type: its description, its constraints in words, an example. */
export function describeSchema(schema: Schema): Docs {
  if (!isObject(schema)) return { text: null, facts: [], example: null, deprecated: false };
  return {
    text: describeText(schema),
    facts: describeConstraints(schema),
    example: describeExample(schema),
    deprecated: getOwn(schema, 'deprecated') === true,
  };
}

function describeText(schema: JsonObject): string | null {
  const text = getString(schema, 'description') ?? getString(schema, 'title');
  const item = getString(getOwn(schema, 'items'), 'description');
  const texts = [text, item && `Items: ${item}`].filter((one) => one);
  return texts.length > 0 ? texts.join('\n\n') : null;
}

function describeConstraints(schema: JsonObject): string[] {
  const facts: string[] = [];
  const format = getString(schema, 'format');
  const isListed = ['const', 'enum', 'x-open-enum'].some((keyword) => Object.hasOwn(schema, keyword));
  if (getOwn(schema, 'type') === 'integer' && !isListed) facts.push('integer');
  if (format !== null) facts.push(`format ${code(format)}`);
  facts.push(...describeRange(schema));
  facts.push(...describeCount(schema, 'minLength', 'maxLength', 'character', 'characters'));
  facts.push(...describeCount(schema, 'minItems', 'maxItems', 'item', 'items'));
  facts.push(...describeCount(schema, 'minProperties', 'maxProperties', 'member', 'members'));
  const multiple = getOwn(schema, 'multipleOf');
  const pattern = getString(schema, 'pattern');
  if (typeof multiple === 'number') facts.push(`a multiple of ${multiple}`);
  if (pattern !== null && pattern.length <= 200) facts.push(`matches ${code(pattern)}`);
  if (getOwn(schema, 'uniqueItems') === true) facts.push('no duplicates');
  const fallback = getOwn(schema, 'default');
  if (fallback !== undefined && printJson(fallback) !== null) facts.push(`default ${code(printJson(fallback) ?? '')}`);
  return facts;
}

function describeRange(schema: JsonObject): string[] {
  const bounds: readonly [string, string][] = [
    ['minimum', 'at least'],
    ['exclusiveMinimum', 'more than'],
    ['maximum', 'at most'],
    ['exclusiveMaximum', 'less than'],
  ];
  const [min, max] = [getOwn(schema, 'minimum'), getOwn(schema, 'maximum')];
  if (typeof min === 'number' && typeof max === 'number') return [`${min} to ${max}`];
  return bounds.flatMap(([keyword, words]) => (typeof getOwn(schema, keyword) === 'number' ? [`${words} ${getOwn(schema, keyword)}`] : []));
}

function describeCount(schema: JsonObject, minimum: string, maximum: string, one: string, many: string): string[] {
  const [min, max] = [getOwn(schema, minimum), getOwn(schema, maximum)];
  const unit = (count: number) => (count === 1 ? one : many);
  if (typeof min === 'number' && typeof max === 'number') {
    return [min === max ? `${max} ${unit(max)}` : `${min} to ${max} ${unit(max)}`];
  }
  if (typeof max === 'number') return [`at most ${max} ${unit(max)}`];
  return typeof min === 'number' && min > 0 ? [`at least ${min} ${unit(min)}`] : [];
}

/** The first example, unless it is too long for a comment. A `const` needs none. */
function describeExample(schema: JsonObject): string | null {
  const examples = getOwn(schema, 'examples');
  const example = Array.isArray(examples) && !Object.hasOwn(schema, 'const') ? examples[0] : undefined;
  return example === undefined ? null : printJson(example);
}

function printJson(value: Json): string | null {
  const text = JSON.stringify(value);
  return text.length <= 100 ? text : null;
}

/** Any text as Markdown's inline code. The fence is longer than any run of backticks in the text (CommonMark 6.1). */
export function code(text: string): string {
  const flat = text.replace(/\s/g, ' ');
  const longestRun = Math.max(0, ...(flat.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longestRun + 1);
  const pad = longestRun > 0 || flat === '' ? ' ' : '';
  return `${fence}${pad}${flat}${pad}${fence}`;
}
