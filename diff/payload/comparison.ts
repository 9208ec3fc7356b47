import type { SchemaNode } from '../../catalogue/schema/tree.js';
import type { Found } from '../found.js';
import type { IsSame } from './same-schema.js';

/** Schemas that a value must meet all of. */
export type Nodes = readonly SchemaNode[];

/** Compares schemas inside two versions of a payload. */
export interface Comparison {
  readonly isSame: IsSame;
  /** Compares a property or an item, `*` for any of them. */
  compareBelow(segment: string, older: Nodes, newer: Nodes): readonly Found[];
}
