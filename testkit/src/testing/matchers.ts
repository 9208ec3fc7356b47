import { describeError } from './build-event.js';
import type { EventName, Matching, ProviderName } from './event-types.js';
import type { FixtureFiles } from './fixture-files.js';
import { findOther, judge, passes, type Verdict } from './judge.js';
import { type Mismatch, matchPartial } from './match-partial.js';
import { findNearestFixture } from './nearest-fixture.js';
import type { Policy, TestedEvents, TestedProvider } from './tested-events.js';
import { bound, listLines, namePointer } from './words.js';

export interface JudgeOptions {
  /** `strict` by default: exactly what the document says. `tolerant`: as receivers judge, unknown members and enum values pass. */
  readonly policy?: Policy;
}

export interface MatcherResult {
  readonly pass: boolean;
  message(): string;
}

/** For `expect.extend`, of vitest or jest. A wrong provider, event or policy is a TypeError, also under `.not`. */
export type Matchers = {
  // A type, since `expect.extend` takes what has an index signature, which no interface has.
  toBeWebhook(received: unknown, provider: string, event: string, options?: JudgeOptions): MatcherResult;
  toMatchWebhook(received: unknown, provider: string, event: string, partial: unknown, options?: JudgeOptions): MatcherResult;
};

/** The matchers as `expect(…)` has them; `Result` is what they return there. */
export interface WebhookMatchers<Events, Result = void> {
  /**
   * Is it this event, to the letter? It may be the parsed body, JSON text, its bytes, or a request `{ body, headers }`. With
   * `{ policy: 'tolerant' }` unknown members and enum values pass.
   */
  toBeWebhook<Provider extends ProviderName<Events>, Event extends EventName<Events, Provider>>(
    provider: Provider,
    event: Event,
    options?: JudgeOptions,
  ): Result;
  /** Is it this event, with these members? Matchers such as `expect.any(String)` may stand in their place. */
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
    const verdict = judge(received, provider, event, policy);
    const mismatches = partial === undefined || verdict.unreadable !== null ? [] : matchPartial(verdict.payload, partial.value);
    const pass = passes(verdict) && mismatches.length === 0;
    const attempt = { matcher, provider, event, policy, verdict, mismatches };
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
  readonly verdict: Verdict;
  readonly mismatches: readonly Mismatch[];
}

const adverbs: Readonly<Record<Policy, string>> = { strict: 'strictly', tolerant: 'tolerantly' };
const keyOf = ({ contract }: TestedProvider, event: string) => bound(`${contract.provider}/${event}`);

function describePass({ matcher, provider, event, policy }: Attempt): string {
  const partial = matcher === 'toMatchWebhook' ? ' with these members' : '';
  return `expected anything but ${keyOf(provider, event)}${partial}; judged ${adverbs[policy]}, it is one`;
}

function describeFailure(events: TestedEvents, files: FixtureFiles, attempt: Attempt): string {
  const { provider, event, policy, verdict, mismatches } = attempt;
  const key = keyOf(provider, event);
  if (verdict.unreadable !== null) return `expected ${key}, but ${verdict.unreadable}`;
  const { payload, errors, misled } = verdict;
  const lines = [];
  if (misled !== null) lines.push(`expected ${key}, but ${bound(misled)}`);
  if (errors.length > 0) {
    lines.push(`expected ${key}, judged ${adverbs[policy]}:`, ...listLines(errors.map((error) => describeError(error, payload))));
    lines.push(...describeOther(events, attempt));
  }
  if (mismatches.length > 0) lines.push(`expected ${key} with these members:`, ...listLines(mismatches.map(describeMismatch)));
  return [...lines, ...describeFixture(files, attempt)].join('\n');
}

function describeMismatch({ pointer, expected, found }: Mismatch): string {
  return `${namePointer(pointer)}: must be ${expected}, but is ${found}`;
}

function describeOther(events: TestedEvents, { provider, event, verdict }: Attempt): string[] {
  const other = findOther(events, provider, event, verdict);
  if (other === null) return [];
  const key = keyOf(other.provider, other.event);
  return [other.valid ? `It is ${key}.` : `It says that it is ${key}, and is not valid as that either.`];
}

function describeFixture(files: FixtureFiles, { provider, event, verdict }: Attempt): string[] {
  try {
    const path = findNearestFixture(files, provider.contract.provider, event, verdict.payload);
    return path === null ? [] : [`The fixture nearest to it: ${path}`];
  } catch (error) {
    return [`No fixture to compare with: ${error instanceof Error ? error.message : 'unreadable'}`];
  }
}
