import { type Found, found } from '../found.js';
import type { Alternative } from './alternative.js';
import { compareOtherProperties } from './compare-other-properties.js';
import type { Comparison, Nodes } from './comparison.js';
import { patternsFor, readOtherProperties } from './object-parts.js';

/** A property in one version. */
interface Property {
  /** It is in `properties` or `required`. An open object's undeclared property is absent: the contract may grow. */
  readonly isDeclared: boolean;
  readonly isRequired: boolean;
  /** A closed object doesn't list it. */
  readonly isRefused: boolean;
  /**
   * Whether the version says what the property is: by its name, for all other properties, or by listing whole objects.
   */
  readonly isDescribed: boolean;
  readonly nodes: Nodes;
}

/** Compares property by property, in the newer version's order, then what is said of all others. */
export function compareObjects(older: Alternative, newer: Alternative, comparison: Comparison): Found[] {
  const names = new Set([...namesOf(newer), ...namesOf(older)]);
  return [
    ...[...names].flatMap((name) => compareProperty(name, older, newer, comparison)),
    ...compareOtherProperties(older.parts, newer.parts, comparison),
  ];
}

const namesOf = ({ parts }: Alternative) => [
  ...parts.flatMap((part) => [...part.children('properties').keys()].filter((name) => name !== null)),
  ...parts.flatMap((part) => part.required),
];

function compareProperty(name: string, older: Alternative, newer: Alternative, comparison: Comparison): Found[] {
  const [was, is] = [readProperty(name, older), readProperty(name, newer)];
  const isComparable = was.isDescribed && is.isDescribed && !was.isRefused && !is.isRefused;
  return [
    ...compareDeclared(name, was, is),
    ...compareRefused(name, was, is),
    ...(isComparable ? comparison.compareBelow(name, was.nodes, is.nodes) : []),
  ];
}

function compareDeclared(name: string, older: Property, newer: Property): Found[] {
  if (older.isDeclared && newer.isDeclared) {
    if (older.isRequired === newer.isRequired) return [];
    return [newer.isRequired ? found('property-required', 'is now required', name) : found('property-optional', 'is now optional', name)];
  }
  if (newer.isDeclared)
    return [newer.isRequired ? found('required-property-added', 'is new and required', name) : found('property-added', 'is new', name)];
  return [
    older.isRequired
      ? found('required-property-removed', 'was removed; it was required', name)
      : found('property-removed', 'was removed', name),
  ];
}

function compareRefused(name: string, older: Property, newer: Property): Found[] {
  if (older.isRefused === newer.isRefused) return [];
  return [
    newer.isRefused
      ? found('property-refused', 'is now refused: the object is closed and does not list it', name)
      : found('property-allowed', 'is now accepted: the object was closed and did not list it', name),
  ];
}

function readProperty(name: string, { parts, values }: Alternative): Property {
  const all = parts.map((part) => {
    const named = part.children('properties').get(name);
    const nodes = [...(named ? [named] : []), ...patternsFor(name, part)];
    const others = nodes.length > 0 ? null : part.child('additionalProperties');
    const isRefused = others?.schema === false;
    return { named, isRefused, nodes: others === null || typeof others.schema === 'boolean' ? nodes : [others] };
  });
  const isRequired = parts.some((part) => part.required.includes(name));
  const isDeclared = isRequired || all.some(({ named }) => named !== undefined);
  const nodes = all.flatMap((one) => one.nodes);
  return {
    isDeclared,
    isRequired,
    isRefused: all.some((one) => one.isRefused),
    isDescribed: isDeclared || nodes.length > 0 || values !== null || readOtherProperties(parts).isDeclared,
    nodes,
  };
}
