import type { Json, WebhookEvent } from '../../catalogue/model/model.js';
import { parsePointer } from '../../catalogue/model/pointer.js';
import type { Constraint, Field } from '../../catalogue/schema/fields.js';
import { markdownCell } from '../render/commonmark.js';
import type { LinkBase } from '../render/links.js';
import { anchor, inlineCode, joinMarkdown, link, literalText, type Markdown, markdown } from '../render/markdown.js';
import type { Labels } from './labels.js';
import type { TableView } from './view.js';

/** The context of the rows in a page's tables. */
export interface TableContext extends LinkBase {
  readonly labels: Labels;
  /** Pointers into the document that no source confirms. */
  readonly unverified: readonly string[];
  /** The definitions that tables name without opening them. Each table adds its own; the end of the page opens them. */
  readonly unopened: Set<string>;
  /** The address of an event's page; null if it has none. */
  readonly eventPage: ((event: WebhookEvent) => string) | null;
  /** The names of the events that have a section on the page, and therefore an anchor. */
  readonly eventNames: ReadonlySet<string>;
  /** Whether each row has an anchor to which its name links. */
  readonly anchoredRows: boolean;
}

export interface TableOptions {
  /** The prefix of the rows' anchors: `field:` for `field:data.id`. */
  readonly prefix: Markdown;
  /** The name of a row about the whole value. */
  readonly whole?: Markdown;
}

export function fieldTable(fields: readonly Field[], context: TableContext, { prefix, whole }: TableOptions): TableView {
  const { say } = context.labels;
  const name = nameRows(context, prefix, whole ?? say('payload'));
  return {
    head: [say('field'), say('type'), say('required'), say('description')],
    rows: fields.map((field) => [name(field), typeOf(field, context), requiredOf(field, context), describe(field, context)]),
  };
}

/** Names the rows in order. If several rows describe the same path, the first has the anchor. */
function nameRows({ anchoredRows }: TableContext, prefix: Markdown, whole: Markdown): (field: Field) => Markdown {
  const anchored = new Set<string>();
  return (field) => {
    const { path } = field;
    if (!anchoredRows) return path === '' ? whole : inlineCode(path);
    const id = markdown`${prefix}${anchor(path)}`;
    const name = link(path === '' ? whole : nestedName(field), `#${id}`);
    if (anchored.has(id)) return name;
    anchored.add(id);
    return markdown`<a id="${id}"></a>${name}`;
  };
}

/** A path whose parents are less prominent than the field. */
function nestedName({ path, pointer }: Field): Markdown {
  const name = parsePointer(pointer).at(-1) ?? '';
  const around = path.slice(0, -name.length);
  if (name === '' || around === '' || `${around}${name}` !== path) return inlineCode(path);
  return markdown`<span class="around">${inlineCode(around)}</span>${inlineCode(name)}`;
}

/** The anchor at which the page opens a type. No event has it, since colons come in pairs in anchors of names. */
export const sharedTypeAnchor = (typeName: string): Markdown => markdown`type:${anchor(typeName)}`;

function typeOf({ type, unopened }: Field, context: TableContext): Markdown {
  if (unopened.length === 0) return literalText(type);
  const words = type.split(/([\p{ID_Continue}$]+)/u).map((word) => {
    if (!unopened.includes(word)) return literalText(word);
    context.unopened.add(word);
    return link(literalText(word), `#${sharedTypeAnchor(word)}`);
  });
  return joinMarkdown(words, '');
}

function requiredOf({ required }: Field, { labels }: TableContext): Markdown {
  if (required === 'conditional') return labels.say('conditional');
  return labels.say(required ? 'yes' : 'no');
}

function describe(field: Field, context: TableContext): Markdown {
  const { labels } = context;
  const { say, list } = labels;
  const lines: Markdown[] = [];
  if (field.deprecated) lines.push(markdown`**${say('deprecatedField')}**`);
  if (field.description !== null) lines.push(markdownCell(field.description, context));
  if (field.alternatives.length > 0) lines.push(say('only', { alternatives: list(field.alternatives.map(inlineCode), 'or') }));
  if (field.values.length === 1) lines.push(say('always', { value: valueCode(field.values[0] ?? null) }));
  if (field.values.length > 1) lines.push(say('oneOf', { values: list(field.values.map(valueCode), 'or') }));
  if (field.constraints.length > 0) lines.push(joinMarkdown(constraintWords(field.constraints, labels), ' · '));
  const example = field.examples[0];
  if (example !== undefined && field.values.length === 0 && (typeof example !== 'object' || example === null))
    lines.push(say('example.value', { value: valueCode(example) }));
  if (isUnverified(field, context)) lines.push(say('unverified'));
  return joinMarkdown(
    lines.filter((line) => line !== ''),
    '<br>',
  );
}

/** A value as JSON; a plain string without quotes. */
export function valueCode(value: Json): Markdown {
  const text =
    typeof value === 'string' && /^[^\s"'](?:[^\n]*\S)?$/u.test(value) && !/^(?:null|true|false|[\d.-]+)$/.test(value)
      ? value
      : JSON.stringify(value);
  return inlineCode(text.length > 200 ? `${Array.from(text).slice(0, 200).join('')}…` : text);
}

const ranges = [
  ['minLength', 'maxLength', 'characters'],
  ['minItems', 'maxItems', 'items'],
  ['minProperties', 'maxProperties', 'members'],
  ['minimum', 'maximum', 'range'],
] as const;

function constraintWords(constraints: readonly Constraint[], labels: Labels): Markdown[] {
  const values = new Map(constraints.map(({ keyword, value }) => [keyword, value]));
  const words: Markdown[] = [];
  for (const [minimum, maximum, label] of ranges) {
    const [min, max] = [values.get(minimum), values.get(maximum)];
    if (typeof min === 'number' && typeof max === 'number')
      words.push(labels.say(`${label}.between`, { min: labels.number(min), max: labels.number(max) }));
    else if (typeof min === 'number') words.push(labels.say(`${label}.min`, { min: labels.number(min) }));
    else if (typeof max === 'number') words.push(labels.say(`${label}.max`, { max: labels.number(max) }));
  }
  const [above, below] = [values.get('exclusiveMinimum'), values.get('exclusiveMaximum')];
  if (typeof above === 'number') words.push(labels.say('range.above', { min: labels.number(above) }));
  if (typeof below === 'number') words.push(labels.say('range.below', { max: labels.number(below) }));
  for (const keyword of [
    'format',
    'pattern',
    'multipleOf',
    'uniqueItems',
    'contentEncoding',
    'contentMediaType',
    'additionalProperties',
    'not',
    'default',
  ]) {
    const value = values.get(keyword);
    if (value !== undefined) words.push(labels.say(`constraint.${keyword}`, { value: valueCode(value) }));
  }
  return words;
}

/** Whether an unverified pointer is of one of the field's schemas, or of a keyword that describes the field. */
function isUnverified({ places }: Field, { unverified }: TableContext): boolean {
  const aboutOthers =
    /^(?:properties|patternProperties|additionalProperties|items|prefixItems|allOf|oneOf|anyOf|required|if|then|else)(?:\/|$)/;
  return unverified.some((target) =>
    places.some((place) => target === place || (target.startsWith(`${place}/`) && !aboutOthers.test(target.slice(place.length + 1)))),
  );
}
