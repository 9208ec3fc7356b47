import type { Rule } from '../change.js';
import { deliveryRules } from './delivery.js';
import { payloadRules } from './payload.js';
import { sourceRules } from './source.js';

/** What each type of difference means for each side, and why. */
export const rules: readonly Rule[] = [...sourceRules, ...payloadRules, ...deliveryRules];

const byCode = new Map(rules.map((rule) => [rule.code, rule]));

export function ruleOf(code: string): Rule {
  const rule = byCode.get(code);
  if (!rule) throw new Error(`internal error: no rule is called ${code}`);
  return rule;
}
