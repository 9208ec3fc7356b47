import { type Found, found, showAll } from '../found.js';
import type { Comparison, Nodes } from './comparison.js';
import { type OtherProperties, readOtherProperties } from './object-parts.js';

/** `additionalProperties` and `patternProperties`. */
export function compareOtherProperties(older: Nodes, newer: Nodes, comparison: Comparison): Found[] {
  const [was, is] = [readOtherProperties(older), readOtherProperties(newer)];
  const open = was.isClosed || is.isClosed ? [] : comparison.compareBelow('*', was.schemas, is.schemas);
  return [...compareClosed(was, is), ...open, ...comparePatterns(was, is, comparison)];
}

function compareClosed(older: OtherProperties, newer: OtherProperties): Found[] {
  if (older.isClosed === newer.isClosed) return [];
  return [
    newer.isClosed
      ? found('object-closed', 'unlisted properties are now refused')
      : found('object-opened', 'unlisted properties are now accepted'),
  ];
}

function comparePatterns(older: OtherProperties, newer: OtherProperties, comparison: Comparison): Found[] {
  const shared = [...newer.patterns].flatMap(([pattern, nodes]) =>
    comparison.compareBelow('*', older.patterns.get(pattern) ?? nodes, nodes),
  );
  const added = [...newer.patterns.keys()].filter((pattern) => !older.patterns.has(pattern));
  const removed = [...older.patterns.keys()].filter((pattern) => !newer.patterns.has(pattern));
  if (added.length === 0 && removed.length === 0) return shared;
  const message = [
    ...(added.length > 0 ? [`new: ${showAll(added)}`] : []),
    ...(removed.length > 0 ? [`removed: ${showAll(removed)}`] : []),
  ].join('; ');
  // A pattern also exempts properties from `additionalProperties`: neither simply more nor simply fewer values pass.
  const isMixed =
    [older, newer].some(({ isClosed, schemas }) => isClosed || schemas.length > 0) || (added.length > 0 && removed.length > 0);
  const code = isMixed ? 'schema-changed' : added.length > 0 ? 'condition-added' : 'condition-removed';
  return [...shared, found(code, `patterns of property names: ${message}`)];
}
