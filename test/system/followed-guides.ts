import type { Following } from './follow-guide.js';

/** The guides that a test does line by line, and what it has to know of each. */
export const followedGuides: Readonly<Record<string, Following>> = {
  'docs/start-publishing.md': { exits: { 'npx hookbook diff main': [3] } },
  'docs/start-receiving.md': { beside: { command: 'node receiver.js', ready: 'listening' } },
  'docs/start-testing.md': { exits: { 'npx vitest run': [0, 1, 0], 'npx vitest run endpoint': [1] } },
  'docs/adding-events.md': { exits: { 'npx hookbook diff main --today 2027-06-29': [3] } },
  'docs/moving.md': {},
  'docs/inbox.md': {},
  'docs/own-generators.md': {},
};
