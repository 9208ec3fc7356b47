import type { JsonObject, Schema } from '../../catalogue/model/model.js';
import { members, own, ownArray } from '../../catalogue/model/own.js';
import { type Found, found } from '../found.js';
import { compareOthers } from './compare-others.js';
import type { Comparison } from './comparison.js';
import { asSchema } from './definitions.js';
import { othersOf, patternsFor } from './object-parts.js';
import { listedValues } from './values.js';

type Parts = readonly JsonObject[];

/** What one version says of a member. */
interface Member {
  /** Named in `properties` or `required`. An undeclared member of an open object counts as absent: the contract may grow there. */
  readonly isDeclared: boolean;
  readonly isRequired: boolean;
  /** An object that is closed doesn't list it. */
  readonly isRefused: boolean;
  readonly schemas: readonly Schema[];
}

/** Member by member, in the newer version's order, then what is said of all others. */
export function compareObjects(older: Parts, newer: Parts, comparison: Comparison): Found[] {
  const names = new Set([...namesOf(newer), ...namesOf(older)]);
  return [...[...names].flatMap((name) => compareMember(name, older, newer, comparison)), ...compareOthers(older, newer, comparison)];
}

const namesOf = (parts: Parts) => [
  ...parts.flatMap((part) => members(own(part, 'properties')).map(([name]) => name)),
  ...parts.flatMap((part) => ownArray(part, 'required').filter((name) => typeof name === 'string')),
];

function compareMember(name: string, older: Parts, newer: Parts, comparison: Comparison): Found[] {
  const [was, is] = [readMember(name, older), readMember(name, newer)];
  const both = was.isDeclared && is.isDeclared;
  return [
    ...compareDeclared(name, was, is),
    ...compareRefused(name, was, is),
    ...(!was.isRefused && !is.isRefused && (both || (isSaid(was, older) && isSaid(is, newer)))
      ? comparison.compareBelow(name, was.schemas, is.schemas)
      : []),
  ];
}

/** Whether a version says what the member is: by its name, because other members are spoken of, or in whole objects that it lists. */
const isSaid = ({ isDeclared, schemas }: Member, parts: Parts) =>
  isDeclared || schemas.length > 0 || othersOf(parts).isSaid || parts.some((part) => listedValues(part) !== null);

function compareDeclared(name: string, older: Member, newer: Member): Found[] {
  if (older.isDeclared && newer.isDeclared) {
    if (older.isRequired === newer.isRequired) return [];
    return [
      newer.isRequired ? found('property-required', 'is always there now', name) : found('property-optional', 'may be absent now', name),
    ];
  }
  if (newer.isDeclared)
    return [newer.isRequired ? found('required-property-added', 'is new, and required', name) : found('property-added', 'is new', name)];
  return [
    older.isRequired ? found('required-property-removed', 'is gone; it was required', name) : found('property-removed', 'is gone', name),
  ];
}

function compareRefused(name: string, older: Member, newer: Member): Found[] {
  if (older.isRefused === newer.isRefused) return [];
  return [
    newer.isRefused
      ? found('property-refused', 'is refused now: the object is closed and does not list it', name)
      : found('property-allowed', 'was refused: the object was closed and did not list it', name),
  ];
}

function readMember(name: string, parts: Parts): Member {
  const schemas: Schema[] = [];
  let [isDeclared, isRequired, isRefused] = [false, false, false];
  for (const part of parts) {
    const property = own(own(part, 'properties'), name);
    const patterns = patternsFor(name, part);
    const others = own(part, 'additionalProperties');
    if (ownArray(part, 'required').includes(name)) isRequired = true;
    if (property !== undefined) isDeclared = true;
    if (property !== undefined) schemas.push(asSchema(property));
    schemas.push(...patterns);
    if (property !== undefined || patterns.length > 0 || others === undefined || others === true) continue;
    if (others === false) isRefused = true;
    else schemas.push(asSchema(others));
  }
  return { isDeclared: isDeclared || isRequired, isRequired, isRefused, schemas };
}
