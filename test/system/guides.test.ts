import { describe, it } from 'vitest';
import { type Following, followGuide } from './follow-guide.js';

const guides: { readonly name: string; readonly following: Following }[] = [
  { name: 'start-publishing', following: { exits: { 'npx hookbook diff main': [3] } } },
  { name: 'start-receiving', following: { beside: { command: 'node receiver.js', ready: 'listening' } } },
  { name: 'start-testing', following: { exits: { 'npx vitest run': [0, 1, 0], 'npx vitest run endpoint': [1] } } },
  { name: 'adding-events', following: { exits: { 'npx hookbook diff main --today 2027-06-29': [3] } } },
  { name: 'moving', following: {} },
  { name: 'inbox', following: {} },
];

describe('following a guide line by line leads where it says', { timeout: 300_000 }, () => {
  it.each(guides)('$name', ({ name, following }) => followGuide(`docs/${name}.md`, following));
});
