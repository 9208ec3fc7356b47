/** What contract tests stand on: fixtures, builders and matchers. Generated `testing/` modules fill it with a catalogue. */
export type { FixtureEntry, FixtureIndex, Mutant } from './testing/fixture.js';
