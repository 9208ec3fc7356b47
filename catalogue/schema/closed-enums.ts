import { holdsValues } from './tag-values.js';
import { findTag, type Tag } from './tags.js';
import type { SchemaNode } from './tree.js';

/** An `enum` that tolerant receivers keep closed. */
export interface ClosedEnum {
  /** Where it is, in segments of a JSON pointer, relative to the value that a schema describes. */
  readonly path: readonly string[];
  /** Whether it distinguishes the alternatives of a union. Otherwise, it distinguishes the provider's events. */
  readonly isTag: boolean;
}

/** Keywords whose schemas describe the same value as the schema around them. */
const sameValue: ReadonlySet<string> = new Set(['allOf', 'anyOf', 'oneOf', 'then', 'else', 'dependencies']);
/** What a schema under these accepts, the schema around it may refuse: loosening one would tighten the other. */
export const neverLoosened: ReadonlySet<string> = new Set(['not', 'if']);

/** The closed enums as a schema under a keyword sees them; `key` is its name or index, as in `SchemaNode.children`. */
export function enumsBelow(enums: readonly ClosedEnum[], keyword: string, key: string | null): readonly ClosedEnum[] {
  if (sameValue.has(keyword)) return enums;
  if (keyword !== 'properties' && keyword !== 'items') return [];
  return enums.flatMap(({ path: [first, ...rest], isTag }) =>
    first !== undefined && (key === null ? /^\d+$/.test(first) : first === key) ? [{ path: rest, isTag }] : [],
  );
}

/** The names of the definitions that a `not` or an `if` refers to, directly or through others. */
export function collectNeverLoosened(roots: readonly SchemaNode[]): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (node: SchemaNode, isInside: boolean): void => {
    const { reference, target } = node;
    if (isInside && reference !== null && !found.has(reference)) {
      found.add(reference);
      if (target !== null) visit(target, true);
    }
    for (const { keyword, child } of node.subschemas) visit(child, isInside || neverLoosened.has(keyword));
  };
  for (const root of roots) visit(root, false);
  return found;
}

/**
 * The closed enums of each definition, by its name: those of the discriminator, by whichever references payloads lead
 * to them, and the tags of the unions that the definition is an alternative of.
 */
export function collectClosedEnums(
  payloads: readonly SchemaNode[],
  discriminator: readonly ClosedEnum[],
  roots: readonly SchemaNode[],
): ReadonlyMap<string, readonly ClosedEnum[]> {
  const closed = new Map<string, readonly ClosedEnum[]>();
  const add = (name: string, enums: readonly ClosedEnum[]): readonly ClosedEnum[] => {
    const known = closed.get(name) ?? [];
    const added = enums.filter((one) => !known.some((other) => one.isTag === other.isTag && isSamePath(one.path, other.path)));
    closed.set(name, [...known, ...added]);
    return added;
  };
  const followDiscriminator = (node: SchemaNode, enums: readonly ClosedEnum[]): void => {
    if (enums.length === 0) return;
    const { reference, target } = node;
    if (reference !== null && target !== null) followDiscriminator(target, add(reference, enums));
    for (const { keyword, key, child } of node.subschemas)
      if (!neverLoosened.has(keyword)) followDiscriminator(child, enumsBelow(enums, keyword, key));
  };
  const addTags = (node: SchemaNode): void => {
    for (const union of node.unions) {
      const tag = findTag(node, union);
      for (const [index, one] of tag === null ? [] : union.alternatives.entries())
        if (tag !== null && one.reference !== null && tag.values[index] !== null && targetHoldsTag(one, tag))
          add(one.reference, [{ path: tag.path, isTag: true }]);
    }
    for (const { keyword, child } of node.subschemas) if (!neverLoosened.has(keyword)) addTags(child);
  };
  for (const payload of payloads) followDiscriminator(payload, discriminator);
  for (const root of roots) addTags(root);
  return closed;
}

/** Whether an alternative refers to a definition that has the tag's values itself: the tag is closed there. */
export const targetHoldsTag = ({ target }: SchemaNode, { path }: Tag) => target !== null && holdsValues(target, path);

export const isSamePath = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((segment, index) => segment === other[index]);
