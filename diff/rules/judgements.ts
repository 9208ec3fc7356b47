import type { Category, Judgement, Rule } from '../change.js';

/** What a rule says, apart from its code and its category. */
export type Judgements = Omit<Rule, 'code' | 'category'>;

export const breaking = (reason: string): Judgement => ({ verdict: 'breaking', reason });
export const risky = (reason: string): Judgement => ({ verdict: 'risky', reason });
export const safe = (reason: string): Judgement => ({ verdict: 'safe', reason });

/** The rules of a category, by their codes. */
export function describeRules(category: Category, rules: Readonly<Record<string, Judgements>>): readonly Rule[] {
  return Object.entries(rules).map(([code, rule]) => ({ code, category, ...rule }));
}
