import { describeError } from './build-event.js';
import type { EventName, Matching, ProviderName } from './event-types.js';
import type { FixtureFiles } from './fixture-files.js';
import { findOther, type Judgment, judge, passes } from './judge.js';
import { type Mismatch, matchPartial } from './match-partial.js';
import { findNearestFixture } from './nearest-fixture.js';
import type { Policy, TestedEvents, TestedProvider } from './tested-events.js';
import { bound, listLines, namePointer } from './words.js';

export interface JudgeOptions {
  /** `strict`, the default: as documented. `tolerant`: as receivers judge, with unknown fields and enum values. */
  readonly policy?: Policy;
}

export interface MatcherResult {
  readonly pass: boolean;
  message(): string;
}

/** For `expect.extend` in vitest or jest. A wrong provider, event or policy is a TypeError, even after `.not`. */
export type Matchers = {
  // A type alias, because `expect.extend` requires an index signature, which interfaces lack.
  toBeWebhook(received: unknown, provider: string, event: string, options?: JudgeOptions): MatcherResult;
  toMatchWebhook(received: unknown, provider: string, event: string, partial: unknown, options?: JudgeOptions): MatcherResult;
};

/** The matchers as methods of `expect(…)`; `Result` is what they return. */
export interface WebhookMatchers<Events, Result = void> {
  /**
   * Expects exactly this event: as a parsed body, JSON text, its bytes or a request `{ body, headers }`. With `{
   * policy: 'tolerant' }` unknown fields and enum values are accepted.
   */
  toBeWebhook<Provider extends ProviderName<Events>, Event extends EventName<Events, Provider>>(
    provider: Provider,
    event: Event,
    options?: JudgeOptions,
  ): Result;
  /** Expects this event with these fields. Values may be matchers such as `expect.any(String)`. */
  toMatchWebhook<Provider extends ProviderName<Events>, Event extends EventName<Events, Provider>>(
    provider: Provider,
    event: Event,
    partial: Matching<Events[Provider][Event]>,
    options?: JudgeOptions,
  ): Result;
}

export function createMatchers(events: TestedEvents, files: FixtureFiles): Matchers {
  const match = (matcher: string, received: unknown, name: string, eventName: string, policy: Policy, partial?: { value: unknown }) => {
    const provider = events.provider(name);
    const event = events.event(provider, eventName);
    if (policy !== 'strict' && policy !== 'tolerant') throw new TypeError("policy must be 'strict' or 'tolerant'");
    const judgment = judge(received, provider, event, policy);
    const mismatches = partial === undefined || judgment.unreadable !== null ? [] : matchPartial(judgment.payload, partial.value);
    const pass = passes(judgment) && mismatches.length === 0;
    const attempt = { matcher, provider, event, policy, judgment, mismatches };
    return { pass, message: () => (pass ? describePass(attempt) : describeFailure(events, files, attempt)) };
  };
  return {
    toBeWebhook: (received, provider, event, { policy = 'strict' } = {}) => match('toBeWebhook', received, provider, event, policy),
    toMatchWebhook: (received, provider, event, partial, { policy = 'strict' } = {}) =>
      match('toMatchWebhook', received, provider, event, policy, { value: partial }),
  };
}

interface Attempt {
  readonly matcher: string;
  readonly provider: TestedProvider;
  readonly event: string;
  readonly policy: Policy;
  readonly judgment: Judgment;
  readonly mismatches: readonly Mismatch[];
}

const adverbs: Readonly<Record<Policy, string>> = { strict: 'strictly', tolerant: 'tolerantly' };
const keyOf = ({ contract }: TestedProvider, event: string) => bound(`${contract.provider}/${event}`);

function describePass({ matcher, provider, event, policy }: Attempt): string {
  const partial = matcher === 'toMatchWebhook' ? ' with these fields' : '';
  return `expected something other than ${keyOf(provider, event)}${partial}, but judged ${adverbs[policy]} it is one`;
}

function describeFailure(events: TestedEvents, files: FixtureFiles, attempt: Attempt): string {
  const { provider, event, policy, judgment, mismatches } = attempt;
  const key = keyOf(provider, event);
  if (judgment.unreadable !== null) return `expected ${key}, but ${judgment.unreadable}`;
  const { payload, errors, headerMismatch } = judgment;
  const lines = [];
  if (headerMismatch !== null) lines.push(`expected ${key}, but ${bound(headerMismatch)}`);
  if (errors.length > 0) {
    lines.push(`expected ${key}, judged ${adverbs[policy]}:`, ...listLines(errors.map((error) => describeError(error, payload))));
    lines.push(...describeOther(events, attempt));
  }
  if (mismatches.length > 0) lines.push(`expected ${key} with these fields:`, ...listLines(mismatches.map(describeMismatch)));
  return [...lines, ...describeFixture(files, attempt)].join('\n');
}

function describeMismatch({ pointer, expected, found }: Mismatch): string {
  return `${namePointer(pointer)}: must be ${expected}, but is ${found}`;
}

function describeOther(events: TestedEvents, { provider, event, judgment }: Attempt): string[] {
  const other = findOther(events, provider, event, judgment);
  if (other === null) return [];
  const key = keyOf(other.provider, other.event);
  return [other.valid ? `It is ${key}.` : `It claims to be ${key}, but is not valid as that either.`];
}

function describeFixture(files: FixtureFiles, { provider, event, judgment }: Attempt): string[] {
  try {
    const path = findNearestFixture(files, provider.contract.provider, event, judgment.payload);
    return path === null ? [] : [`The most similar fixture: ${path}`];
  } catch (error) {
    return [`No fixture to compare: ${error instanceof Error ? error.message : 'unreadable'}`];
  }
}
