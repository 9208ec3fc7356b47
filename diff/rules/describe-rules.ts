import type { Category, Rule } from '../change.js';

/** The rules of a category, by their codes. */
export function describeRules(category: Category, rules: Readonly<Record<string, Omit<Rule, 'code' | 'category'>>>): readonly Rule[] {
  return Object.entries(rules).map(([code, rule]) => ({ code, category, ...rule }));
}
