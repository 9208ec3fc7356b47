export type { Category, Change, CompareOptions, Difference, Rule, Side, Verdict } from './change.js';
export { compareCatalogues } from './compare.js';
export { rules } from './rules/index.js';
