import type { CommonMark, Definition, Json, Pointer, Schema } from '../model/model.js';
import { members, own, ownArray, ownString } from '../model/own.js';
import { joinPointer, parsePointer } from '../model/pointer.js';
import {
  asSchema,
  type Constraint,
  constraintsOf,
  descriptionOf,
  type Entry,
  flatten,
  lastOf,
  type Node,
  type Union,
  valuesOf,
  type Walk,
} from './field-node.js';
import { describeType, itemEntries, tupleEntries } from './field-type.js';

export type { Constraint } from './field-node.js';

/** One row of a payload's field table: plain data, no markup. */
export interface Field {
  /** `data.items[].sku`; `*` for any member of a map, `[]` for any item, `[0]` for one of a tuple; empty for the payload itself. */
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

/** A document can say a lot in little (references to references to …): past so many schemas a field is named and not opened. */
const maxSteps = 10_000;

/**
 * The fields of a payload, parents before their children: through `allOf`, `$ref`, unions, maps, arrays and tuples. A payload
 * that is an object has no row of its own. `pointer` says where the schema stands in the document; `open` are definitions that
 * are named and not opened.
 */
export function describeFields(
  schema: Schema,
  definitions: readonly Definition[],
  pointer: Pointer = '',
  open: ReadonlySet<string> = new Set(),
): Field[] {
  const walk: Walk = { definitions: new Map(definitions.map((definition) => [definition.typeName, definition])), steps: maxSteps };
  const root: Place = { path: '', pointer: '', required: true, open };
  const fields = describe([{ schema, place: pointer }], root, walk);
  return fields[0]?.path === '' && fields[0].type === 'object' ? fields.slice(1) : fields;
}

interface Place {
  readonly path: string;
  readonly pointer: string;
  readonly required: boolean;
  /** The definitions around. */
  readonly open: ReadonlySet<string>;
}

function describe(entries: readonly Entry[], place: Place, walk: Walk): Field[] {
  const node = flatten(entries, place.open, walk);
  const deprecated = node.parts.some(({ schema }) => own(schema, 'deprecated') === true);
  const { text, kinds, unopened } = describeType(node, place.open, walk);
  const values = valuesOf(node, place.open, walk);
  const field: Field = {
    path: place.path,
    pointer: place.pointer,
    type: text,
    unopened,
    typeName: node.circular ?? node.names[0] ?? null,
    required: place.required,
    nullable: kinds.includes('null'),
    description: descriptionOf(node),
    values: kinds.includes('null') || values.every((value) => value === null) ? values : values.filter((value) => value !== null),
    constraints: constraintsOf(node),
    examples: ownArray({ examples: lastOf(node.parts, 'examples') ?? [] }, 'examples'),
    deprecated,
    alternatives: [],
    places: node.parts.map((part) => part.place),
  };
  return [field, ...describeChildren(node, { ...place, open: new Set([...place.open, ...node.names]) }, walk)];
}

function describeChildren(node: Node, place: Place, walk: Walk): Field[] {
  if (walk.steps <= 0) return [];
  const [union, ...others] = node.unions;
  if (union !== undefined) return describeUnion(union, { ...node, unions: others }, place, walk);
  return [...describeMembers(node, place, walk), ...describeItems(node, place, walk)];
}

function describeMembers({ parts }: Node, place: Place, walk: Walk): Field[] {
  const required = new Set(parts.flatMap(({ schema }) => ownArray(schema, 'required')));
  const properties = new Map<string, Entry[]>();
  const patterns = new Map<string, Entry[]>();
  const rest: Entry[] = [];
  const collect = (into: Map<string, Entry[]>, keyword: string) => {
    for (const { schema, place: at } of parts) {
      for (const [name, value] of members(own(schema, keyword))) {
        into.set(name, [...(into.get(name) ?? []), { schema: asSchema(value), place: joinPointer(at, keyword, name) }]);
      }
    }
  };
  collect(properties, 'properties');
  collect(patterns, 'patternProperties');
  for (const { schema, place: at } of parts) {
    const value = own(schema, 'additionalProperties');
    if (value !== undefined && members(value).length > 0)
      rest.push({ schema: asSchema(value), place: joinPointer(at, 'additionalProperties') });
  }
  const below = (segment: string, step: string, needed: boolean): Place => ({
    path: place.path === '' || step.startsWith('[') ? `${place.path}${step}` : `${place.path}.${step}`,
    pointer: joinPointer(place.pointer, segment),
    required: needed,
    open: place.open,
  });
  return [
    ...[...properties].flatMap(([name, entries]) => describe(entries, below(name, stepOf(name), required.has(name)), walk)),
    ...[...patterns].flatMap(([pattern, entries]) => describe(entries, below('*', `[/${pattern}/]`, false), walk)),
    ...(rest.length > 0 ? describe(rest, below('*', '*', false), walk) : []),
  ].filter((field) => field.type !== 'nothing');
}

/** A member's name in a path: bare where that reads well, else quoted. */
function stepOf(name: string): string {
  return /^[^\s.[\]*"'`]+$/.test(name) ? name : `[${JSON.stringify(name)}]`;
}

function describeItems(node: Node, place: Place, walk: Walk): Field[] {
  const tuple = tupleEntries(node).flatMap((entry, index) =>
    describe([entry], { ...place, path: `${place.path}[${index}]`, pointer: joinPointer(place.pointer, index), required: false }, walk),
  );
  const items = itemEntries(node);
  if (items.length === 0) return tuple;
  const [item, ...children] = describe(
    items,
    { ...place, path: `${place.path}[]`, pointer: joinPointer(place.pointer, '*'), required: false },
    walk,
  );
  // The array's own row has the type of its items: theirs is of use only where it says more.
  const says = item !== undefined && (item.description !== null || item.values.length > 0 || item.constraints.length > 0);
  return [...tuple, ...(says ? [item] : []), ...children];
}

/** Each alternative together with what holds for all of them; rows that are the same in several become one. */
function describeUnion({ alternatives, condition }: Union, node: Node, place: Place, walk: Walk): Field[] {
  const lists = alternatives.map((entry, index) => {
    const { parts, unions, names } = flatten([entry], place.open, walk);
    const whole: Node = { ...node, parts: [...node.parts, ...parts], unions: [...node.unions, ...unions] };
    const fields = describeChildren(whole, { ...place, open: new Set([...place.open, ...names]) }, walk);
    return { label: condition === null ? (labelOf(parts) ?? names[0] ?? `#${index + 1}`) : null, fields };
  });
  if (condition === null) return mergeRows(lists.filter(({ fields }) => fields.length > 0)); // a string, or null, doesn't lack fields
  const label = labelOf(flatten([condition], place.open, walk).parts);
  return mergeRows(lists.map((list, index) => (index === 0 ? { ...list, label } : list)));
}

/** What tells an alternative apart: a member with one value, or its title. */
function labelOf(parts: Node['parts']): string | null {
  for (const { schema } of parts) {
    for (const [name, property] of members(own(schema, 'properties'))) {
      const values = own(property, 'const') === undefined ? ownArray(property, 'enum') : [own(property, 'const') ?? null];
      if (values.length === 1) return memberLabel(name, values[0] ?? null);
    }
  }
  return parts.map(({ schema }) => ownString(schema, 'title')).find((text) => text !== null) ?? null;
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
