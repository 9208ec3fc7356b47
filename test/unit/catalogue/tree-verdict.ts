import type { Json } from '../../../catalogue/model/model.js';
import { getOwn, isObject, listProperties } from '../../../catalogue/model/properties.js';
import { flatten, startWalk } from '../../../catalogue/schema/flatten.js';
import type { SchemaNode, Union } from '../../../catalogue/schema/tree.js';

/** Whether a value is valid, decided from the tree alone. */
export function accepts(node: SchemaNode, value: Json): boolean {
  return acceptsAll([node], value, []);
}

/** A circle of references adds nothing on its second round: `open` are the definitions that judge the value already. */
function acceptsAll(nodes: readonly SchemaNode[], value: Json, open: readonly string[]): boolean {
  const { parts, names, unions, isImpossible } = flatten(nodes, startWalk(new Set(open)));
  const inner = [...open, ...names];
  const meets = (one: SchemaNode) => acceptsAll([one], value, inner);
  return !isImpossible && parts.every((part) => acceptsOwn(part, value, meets)) && unions.every((union) => acceptsUnion(union, meets));
}

function acceptsUnion({ keyword, alternatives, condition }: Union, meets: (one: SchemaNode) => boolean): boolean {
  const [then, otherwise] = alternatives;
  if (condition && then && otherwise) return meets(meets(condition) ? then : otherwise);
  const count = alternatives.filter(meets).length;
  return keyword === 'oneOf' ? count === 1 : count > 0;
}

function acceptsOwn(part: SchemaNode, value: Json, meets: (one: SchemaNode) => boolean): boolean {
  const not = part.child('not');
  return (
    (part.types === null || part.types.some((type) => hasType(value, type))) &&
    (part.values === null || part.values.some((one) => JSON.stringify(one) === JSON.stringify(value))) &&
    (not === null || !meets(not)) &&
    (!isObject(value) || acceptsObject(part, value, meets)) &&
    (!Array.isArray(value) || acceptsItems(part, value))
  );
}

function hasType(value: Json, type: string): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isObject(value);
  return type === 'integer' ? Number.isInteger(value) : typeof value === type;
}

function acceptsObject(part: SchemaNode, value: Json, meets: (one: SchemaNode) => boolean): boolean {
  const patterns = [...part.children('patternProperties')];
  const needed = [...part.children('dependencies')].filter(([name]) => getOwn(value, name ?? '') !== undefined);
  return (
    part.required.every((name) => getOwn(value, name) !== undefined) &&
    needed.every(([, node]) => meets(node)) &&
    listProperties(value).every(([name, member]) => {
      const property = part.children('properties').get(name);
      const found = [
        ...(property ? [property] : []),
        ...patterns.filter(([key]) => new RegExp(key ?? '').test(name)).map(([, node]) => node),
      ];
      const others = part.child('additionalProperties');
      return (found.length === 0 && others ? [others] : found).every((node) => accepts(node, member));
    })
  );
}

function acceptsItems(part: SchemaNode, value: readonly Json[]): boolean {
  return value.every((item, index) => {
    const node = part.tuple?.[index] ?? part.items;
    return node === null || accepts(node, item);
  });
}
