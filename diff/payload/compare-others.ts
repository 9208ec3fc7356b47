import type { JsonObject } from '../../catalogue/model/model.js';
import { type Found, found, showAll } from '../found.js';
import type { Comparison } from './comparison.js';
import { type Others, othersOf } from './object-parts.js';

/** `additionalProperties` and `patternProperties`. */
export function compareOthers(older: readonly JsonObject[], newer: readonly JsonObject[], comparison: Comparison): Found[] {
  const [was, is] = [othersOf(older), othersOf(newer)];
  const open = was.isClosed || is.isClosed ? [] : comparison.compareBelow('*', was.schemas, is.schemas);
  return [...compareClosed(was, is), ...open, ...comparePatterns(was, is, comparison)];
}

function compareClosed(older: Others, newer: Others): Found[] {
  if (older.isClosed === newer.isClosed) return [];
  return [
    newer.isClosed
      ? found('object-closed', 'no members but those listed may come')
      : found('object-opened', 'members that are not listed may come'),
  ];
}

function comparePatterns(older: Others, newer: Others, comparison: Comparison): Found[] {
  const shared = [...newer.patterns].flatMap(([pattern, schemas]) =>
    comparison.compareBelow('*', older.patterns.get(pattern) ?? schemas, schemas),
  );
  const added = [...newer.patterns.keys()].filter((pattern) => !older.patterns.has(pattern));
  const removed = [...older.patterns.keys()].filter((pattern) => !newer.patterns.has(pattern));
  if (added.length === 0 && removed.length === 0) return shared;
  const message = [
    ...(added.length > 0 ? [`new: ${showAll(added)}`] : []),
    ...(removed.length > 0 ? [`gone: ${showAll(removed)}`] : []),
  ].join('; ');
  // A pattern also lets members out of what is said of all others: no simple matter of more or fewer.
  const isMixed =
    [older, newer].some(({ isClosed, schemas }) => isClosed || schemas.length > 0) || (added.length > 0 && removed.length > 0);
  const code = isMixed ? 'schema-changed' : added.length > 0 ? 'condition-added' : 'condition-removed';
  return [...shared, found(code, `patterns of members' names: ${message}`)];
}
