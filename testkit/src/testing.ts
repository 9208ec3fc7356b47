/** Fixtures, builders and matchers for contract tests in Node, over the catalogue of generated `testing/` modules. */

export type { Arbitrary, FastCheck } from './testing/arbitrary/fast-check.js';
export { type ArbitrariesOptions, createArbitraries } from './testing/create-arbitraries.js';
export type { AsymmetricMatcher, EventKey, EventName, EventOf, Matching, Overrides, ProviderName } from './testing/event-types.js';
export type { FixtureEntry, FixtureIndex, Mutant } from './testing/fixture.js';
export type { JudgeOptions, MatcherResult, Matchers, WebhookMatchers } from './testing/matchers.js';
export { createTestKit, type Fixture, type TestKit, type TestKitOptions } from './testing/test-kit.js';
export type { TestedProvider } from './testing/tested-events.js';
