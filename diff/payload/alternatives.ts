import { getOwn } from '../../catalogue/model/properties.js';
import { enter, flatten, startWalk, type Walk } from '../../catalogue/schema/flatten.js';
import type { SchemaNode, Union } from '../../catalogue/schema/tree.js';
import type { Alternative, Condition } from './alternative.js';
import { areDisjoint } from './disjoint.js';
import { intersectValues, type Kind, kindOf, kinds, readValues } from './values.js';

/** A union with more combinations than this is a condition. */
const maxAlternatives = 64;

/** The ways to be valid by all of the schemas; none if nothing is valid. */
export function readAlternatives(nodes: readonly SchemaNode[], walk: Walk = startWalk()): readonly Alternative[] {
  const { parts, names, unions, isImpossible } = flatten(nodes, walk);
  const possible = kinds.filter((kind) => parts.every((part) => allowsKind(part, kind)));
  if (isImpossible || possible.length === 0) return [];
  const inside = enter(walk, names);
  const conditions = [...parts.flatMap(readConditions), ...readUnopened(parts, inside)];
  const base: Alternative = { kinds: new Set(possible), parts, values: readValues(parts), conditions };
  return unions.reduce<readonly Alternative[]>((all, union) => multiply(all, union, inside), [base]);
}

/** All combinations with the alternatives of a union. */
function multiply(all: readonly Alternative[], union: Union, walk: Walk): readonly Alternative[] {
  const withCondition = all.map((one) => ({ ...one, conditions: [...one.conditions, conditionOf(union)] }));
  if (union.condition !== null) return withCondition;
  const branches = union.alternatives.map((alternative) => readAlternatives([alternative], walk));
  const others = branches.flat();
  if (others.length > 1 && all.length * others.length > maxAlternatives) return withCondition;
  const isCertain = union.keyword === 'anyOf' || areDisjoint(branches);
  return (isCertain ? all : withCondition).flatMap((one) => others.flatMap((other) => combine(one, other)));
}

function combine(one: Alternative, other: Alternative): Alternative[] {
  const shared = new Set([...one.kinds].filter((kind) => other.kinds.has(kind)));
  if (shared.size === 0) return [];
  const values = intersectValues(one.values, other.values);
  return [{ kinds: shared, parts: [...one.parts, ...other.parts], values, conditions: [...one.conditions, ...other.conditions] }];
}

function conditionOf({ keyword, condition, alternatives }: Union): Condition {
  const keys = condition === null ? null : ['then', 'else'];
  const schemas = alternatives.map((node, index): [string, SchemaNode] => [keys?.[index] ?? String(index), node]);
  return { keyword, schemas: new Map(condition === null ? schemas : [['if', condition], ...schemas]) };
}

/** Whether `type`, `enum` and `const` leave a kind of values. */
function allowsKind({ types, values }: SchemaNode, kind: Kind): boolean {
  const isDeclared = types === null || types.includes(kind) || (kind === 'number' && types.includes('integer'));
  return isDeclared && (values === null || values.some((value) => kindOf(value) === kind));
}

const readConditions = (part: SchemaNode): Condition[] =>
  ['not', 'contains', 'propertyNames', 'dependencies'].flatMap((keyword) =>
    getOwn(part.schema, keyword) === undefined ? [] : [{ keyword, schemas: part.children(keyword) }],
  );

/** The definitions that were too many to open. One that is open around them adds nothing. */
const readUnopened = (parts: readonly SchemaNode[], { open }: Walk): Condition[] =>
  parts.flatMap(({ reference, target }) =>
    reference === null || target === null || open.has(reference) ? [] : [{ keyword: '$ref', schemas: new Map([[null, target]]) }],
  );
