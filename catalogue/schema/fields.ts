import type { CommonMark, Definition, Json, Pointer, Schema } from '../model/model.js';
import { joinPointer, parsePointer } from '../model/pointer.js';
import { getArray, getOwn, getString, listProperties } from '../model/properties.js';
import { type Constraint, constraintsOf, descriptionOf, type FieldNode, lastOf, openField, valuesOf } from './field-node.js';
import { describeType, itemsOf } from './field-type.js';
import { collectChildren, enter, startWalk, type Walk } from './flatten.js';
import { openTree, type SchemaNode, type Union } from './tree.js';

export type { Constraint } from './field-node.js';

/** One row of a payload's field table: plain data, no markup. */
export interface Field {
  /** `data.items[].sku`; `*` is any member of a map, `[]` any item, `[0]` one of a tuple; empty for the payload. */
  readonly path: string;
  /** The same as a JSON pointer, with `*` for any member or item. */
  readonly pointer: string;
  /** `string`, `integer | null`, `array of object`; the type's name where a circular schema ends; `any`, `nothing`. */
  readonly type: string;
  /** The definitions that `type` names, since they are not opened here. */
  readonly unopened: readonly string[];
  /** The definition it is an instance of. */
  readonly typeName: string | null;
  /** Whether its parent always has it; `conditional`: in some alternatives of a union only. */
  readonly required: boolean | 'conditional';
  readonly nullable: boolean;
  readonly description: CommonMark | null;
  /** The only values it can have (`enum`); of a `const`, that one. Empty where it is free. */
  readonly values: readonly Json[];
  readonly constraints: readonly Constraint[];
  readonly examples: readonly Json[];
  readonly deprecated: boolean;
  /** The alternatives of a union that have it; empty where all do. */
  readonly alternatives: readonly string[];
  /** The schemas in the document that say something about it. */
  readonly places: readonly Pointer[];
}

/**
 * The fields of a payload, parents before their children: through `allOf`, `$ref`, unions, maps, arrays and tuples. A
 * payload that is an object has no row of its own. `pointer` says where the schema is in the document; `open` are
 * definitions that are named and not opened.
 */
export function describeFields(
  schema: Schema,
  definitions: readonly Definition[],
  pointer: Pointer = '',
  open: ReadonlySet<string> = new Set(),
): Field[] {
  const root: Location = { path: '', pointer: '', required: true };
  const fields = describe([openTree(definitions).read(schema, pointer)], root, startWalk(open));
  return fields[0]?.path === '' && fields[0].type === 'object' ? fields.slice(1) : fields;
}

type Location = Pick<Field, 'path' | 'pointer'> & { readonly required: boolean };

function describe(nodes: readonly SchemaNode[], location: Location, walk: Walk): Field[] {
  const node = openField(nodes, walk);
  const deprecated = node.parts.some(({ schema }) => getOwn(schema, 'deprecated') === true);
  const { text, kinds, unopened } = describeType(node, walk);
  const values = valuesOf(node, walk);
  const field: Field = {
    ...location,
    type: text,
    unopened,
    typeName: node.unopened ?? node.names[0] ?? null,
    nullable: kinds.includes('null'),
    description: descriptionOf(node),
    values: kinds.includes('null') || values.every((value) => value === null) ? values : values.filter((value) => value !== null),
    constraints: constraintsOf(node),
    examples: getArray({ examples: lastOf(node.parts, 'examples') ?? [] }, 'examples'),
    deprecated,
    alternatives: [],
    places: node.parts.map((part) => part.pointer),
  };
  return [field, ...describeChildren(node, location, enter(walk, node.names))];
}

function describeChildren(node: FieldNode, location: Location, walk: Walk): Field[] {
  if (walk.budget.steps <= 0) return [];
  const [union, ...others] = node.unions;
  if (union !== undefined) return describeUnion(union, { ...node, unions: others }, location, walk);
  return [...describeMembers(node, location, walk), ...describeItems(node, location, walk)];
}

function describeMembers({ parts }: FieldNode, location: Location, walk: Walk): Field[] {
  const required = new Set(parts.flatMap((part) => part.required));
  const others = parts
    .flatMap((part) => part.child('additionalProperties') ?? [])
    .filter(({ schema }) => listProperties(schema).length > 0);
  const below = (segment: string, step: string, needed: boolean): Location => ({
    path: location.path === '' || step.startsWith('[') ? `${location.path}${step}` : `${location.path}.${step}`,
    pointer: joinPointer(location.pointer, segment),
    required: needed,
  });
  return [
    ...[...collectChildren(parts, 'properties')].flatMap(([name, nodes]) =>
      describe(nodes, below(name, stepOf(name), required.has(name)), walk),
    ),
    ...[...collectChildren(parts, 'patternProperties')].flatMap(([pattern, nodes]) =>
      describe(nodes, below('*', `[/${pattern}/]`, false), walk),
    ),
    ...(others.length > 0 ? describe(others, below('*', '*', false), walk) : []),
  ].filter((field) => field.type !== 'nothing');
}

/** A member's name in a path: bare where that reads well, else quoted. */
function stepOf(name: string): string {
  return /^[^\s.[\]*"'`]+$/.test(name) ? name : `[${JSON.stringify(name)}]`;
}

function describeItems(node: FieldNode, location: Location, walk: Walk): Field[] {
  const below = (segment: string | number, step: string | number): Location => ({
    path: `${location.path}[${step}]`,
    pointer: joinPointer(location.pointer, segment),
    required: false,
  });
  const tuple = node.parts.flatMap((part) => (part.tuple ?? []).flatMap((item, index) => describe([item], below(index, index), walk)));
  const items = itemsOf(node);
  if (items.length === 0) return tuple;
  const [item, ...children] = describe(items, below('*', ''), walk);
  // The array's own row has the type of its items: theirs is of use only where it says more.
  const says = item !== undefined && (item.description !== null || item.values.length > 0 || item.constraints.length > 0);
  return [...tuple, ...(says ? [item] : []), ...children];
}

/** Each alternative together with what holds for all of them; rows that are the same in several become one. */
function describeUnion({ alternatives, condition }: Union, node: FieldNode, location: Location, walk: Walk): Field[] {
  const lists = alternatives.map((alternative, index) => {
    const { parts, unions, names } = openField([alternative], walk);
    const whole: FieldNode = { ...node, parts: [...node.parts, ...parts], unions: [...node.unions, ...unions] };
    const fields = describeChildren(whole, location, enter(walk, names));
    return { label: condition === null ? (labelOf(parts) ?? names[0] ?? `#${index + 1}`) : null, fields };
  });
  if (condition === null) return mergeRows(lists.filter(({ fields }) => fields.length > 0)); // a string, or null, doesn't lack fields
  const label = labelOf(openField([condition], walk).parts);
  return mergeRows(lists.map((list, index) => (index === 0 ? { ...list, label } : list)));
}

/** What tells an alternative apart: a member with one value, or its title. */
function labelOf(parts: readonly SchemaNode[]): string | null {
  for (const part of parts) {
    for (const [name, { values }] of part.children('properties'))
      if (name !== null && values?.length === 1) return memberLabel(name, values[0] ?? null);
  }
  return parts.map(({ schema }) => getString(schema, 'title')).find((text) => text !== null) ?? null;
}

const memberLabel = (name: string, value: Json) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`;

interface Row {
  readonly field: Field;
  readonly found: { readonly label: string | null; readonly field: Field }[];
}

/** Rows of several lists, those of one path beside each other, equal ones once. */
function mergeRows(lists: readonly { readonly label: string | null; readonly fields: readonly Field[] }[]): Field[] {
  const paths = new Map<string, Map<string, Row>>();
  for (const { label, fields } of lists) {
    for (const field of fields) {
      const rows = paths.get(field.path) ?? new Map<string, Row>();
      paths.set(field.path, rows);
      const told = label !== null && isToldBy(field, label);
      const key = JSON.stringify({ ...field, required: null, places: null, ...(told ? { values: 'told', examples: null } : {}) });
      const row = rows.get(key) ?? { field, found: [] };
      rows.set(key, row);
      row.found.push({ label, field });
    }
  }
  return [...paths.values()].flatMap((rows) => {
    const found = [...rows.values()].flatMap((row) => row.found);
    const always = found.length === lists.length && found.every(({ field }) => field.required === true);
    return [...rows.values()].map((row) => mergeRow(row, lists.length, always));
  });
}

/** Whether the field is what tells the alternative apart: its value says which one it is. */
function isToldBy({ pointer, values }: Field, label: string): boolean {
  return values.length === 1 && label === memberLabel(parsePointer(pointer).at(-1) ?? '', values[0] ?? null);
}

/** `always`: every list has a row of this path, and needs it. */
function mergeRow({ field, found }: Row, lists: number, always: boolean): Field {
  const everywhere = found.length === lists;
  const same = found.every((other) => other.field.required === field.required);
  const labels = [...new Set(found.flatMap(({ label }) => label ?? []))];
  const values = new Map(found.flatMap((other) => other.field.values.map((value) => [JSON.stringify(value), value])));
  return {
    ...field,
    required: always || (same && (everywhere || field.required !== true)) ? field.required : 'conditional',
    values: [...values.values()],
    alternatives: everywhere || field.alternatives.length > 0 ? field.alternatives : labels,
    places: [...new Set(found.flatMap((other) => other.field.places))],
  };
}
