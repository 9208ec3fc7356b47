import { groupEntries } from '../model/group.js';
import { treeLimits } from './limits.js';
import type { SchemaNode, Union } from './tree.js';

/** A walk down from a payload: the definitions around a value, and how many more schemas the walk may open. */
export interface Walk {
  readonly open: ReadonlySet<string>;
  readonly budget: { steps: number };
}

export const startWalk = (open: ReadonlySet<string> = new Set()): Walk => ({ open, budget: { steps: treeLimits.maxSteps } });

/** The walk inside of definitions. */
export const enter = (walk: Walk, names: readonly string[]): Walk =>
  names.length === 0 ? walk : { ...walk, open: new Set([...walk.open, ...names]) };

/** Everything that applies to one value. A value is valid when all of it accepts the value. */
export interface Flat {
  /** Schemas whose `$ref`, `allOf` and unions are opened already. Of two, the later is the more specific. */
  readonly parts: readonly SchemaNode[];
  /** The definitions that were opened. */
  readonly names: readonly string[];
  readonly unions: readonly Union[];
  /** A definition that was not opened, because it is open around the value or because the walk is at its limit. */
  readonly unopened: string | null;
  /** No value is valid. */
  readonly isImpossible: boolean;
}

/** All schemas of each property (or of each pattern), by name. */
export function collectChildren(parts: Flat['parts'], keyword: string): ReadonlyMap<string, readonly SchemaNode[]> {
  const children = parts.flatMap((part) => [...part.children(keyword)]);
  return groupEntries(children.flatMap(([name, node]) => (name === null ? [] : [[name, node] as const])));
}

/** Opens references and `allOf`, and unions of which one alternative is possible. */
export function flatten(nodes: readonly SchemaNode[], walk: Walk): Flat {
  const parts: SchemaNode[] = [];
  const names = new Set<string>();
  const unions: Union[] = [];
  let unopened: string | null = null;
  let isImpossible = false;

  const add = (node: SchemaNode): void => {
    walk.budget.steps--;
    if (node.schema === false) isImpossible = true;
    if (typeof node.schema === 'boolean') return;
    addTarget(node);
    for (const part of node.list('allOf')) add(part);
    parts.push(node);
    for (const union of node.unions) addUnion(union);
  };
  const addTarget = ({ reference, target }: SchemaNode): void => {
    if (reference === null || target === null) return;
    if (walk.open.has(reference) || walk.budget.steps <= 0) unopened = reference;
    else if (!names.has(reference)) {
      names.add(reference);
      add(target);
    }
  };
  const addUnion = (union: Union): void => {
    if (union.condition !== null) {
      unions.push(union);
      return;
    }
    const alternatives = union.alternatives.filter(({ schema }) => schema !== false);
    const [only, ...more] = alternatives;
    if (only === undefined) isImpossible = true;
    else if (more.length === 0) add(only);
    else unions.push({ ...union, alternatives });
  };

  for (const node of nodes) add(node);
  return { parts, names: [...names], unions, unopened, isImpossible };
}
