import { maxFound } from '../compare-pairs.js';
import type { Found } from '../found.js';
import { payloadRules } from '../rules/payload.js';

/** What a tolerant receiver refuses, or may refuse. */
const refusing: ReadonlySet<string> = new Set(
  payloadRules.filter(({ code, receiver }) => receiver.verdict === 'breaking' || code === 'schema-changed').map(({ code }) => code),
);

/**
 * A tolerant receiver accepts a new alternative if the union has a tag and the alternative has what the others share.
 * `compareTolerant` compares the payload with what such a receiver accepts.
 */
export function markTolerated(all: readonly Found[], compareTolerant: () => readonly Found[]): readonly Found[] {
  if (all.every(({ code }) => code !== 'union-branch-added')) return all;
  const tolerant = compareTolerant();
  // The list may have been cut.
  if (tolerant.length >= maxFound) return all;
  const refused = tolerant.filter(({ code }) => refusing.has(code)).map(({ pointer }) => `${pointer}/`);
  return all.map((one) =>
    one.code === 'union-branch-added' && !refused.some((pointer) => pointer.startsWith(`${one.pointer}/`))
      ? { ...one, code: 'tagged-branch-added' }
      : one,
  );
}
