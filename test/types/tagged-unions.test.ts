import { expect, test } from 'vitest';
import type { JsonObject } from '../../catalogue/model/model.js';
import { definitionsOf, eventOf, generateTypes } from '../unit/types/types-of.js';
import { runTsc } from './tsc.js';

const object = (properties: JsonObject): JsonObject => ({ type: 'object', properties, required: Object.keys(properties) });
const text = { type: 'string' };
const labeled = object({ action: { type: 'string', enum: ['labeled'] }, issue: text, label: text });
const opened = object({ action: { type: 'string', enum: ['opened', 'reopened'] }, issue: text });

const definitions = {
  Labeled: labeled,
  Opened: opened,
  Base: object({ action: { enum: ['labeled', 'opened', 'reopened'] }, issue: text }),
};
const payloads: Record<string, JsonObject> = {
  Inline: { oneOf: [labeled, opened] },
  Named: { anyOf: [{ $ref: '#/definitions/Labeled' }, { $ref: '#/definitions/Opened' }] },
  Based: { allOf: [{ $ref: '#/definitions/Base' }], oneOf: [object({ action: { enum: ['labeled'] }, label: text }), opened] },
  Numbers: { oneOf: [object({ action: { enum: [1] }, label: text }), object({ action: { enum: [2, 3] } })] },
  Flags: { oneOf: [object({ action: { enum: [true] }, label: text }), object({ action: { enum: [false] } })] },
  Constants: { oneOf: [object({ action: { const: 'labeled' }, label: text }), object({ action: { const: 'opened' } })] },
};

/** In each branch, what the comparison says of the event; elsewhere no label, and the value may be one that nobody listed. */
const source = `
import type * as types from './types/acme.js';
export const inline = (data: types.Inline): string => (data.action === 'labeled' ? data.label : data.issue);
export const named = (data: types.Named): string => (data.action === 'labeled' ? data.label : data.issue);
export const based = (data: types.Based): string => (data.action === 'labeled' ? data.label : data.issue);
export const numbers = (data: types.Numbers): string => (data.action === 1 ? data.label : '');
export const flags = (data: types.Flags): string => (data.action ? data.label : '');
export const constants = (data: types.Constants): string => (data.action === 'labeled' ? data.label : '');
export function all(data: types.Named): string {
  // @ts-expect-error: not every action has a label
  void data.label;
  switch (data.action) {
    case 'labeled':
      return data.label;
    case 'opened':
    case 'reopened':
      return data.issue;
    default: {
      // @ts-expect-error: an action that the document doesn't list is left
      data satisfies never;
      const action: string = data.action;
      return action + data.issue;
    }
  }
}
// @ts-expect-error: a known action has its members
export const lacking: types.Inline = { action: 'labeled', issue: '1' };
`;

test('comparing a tag with a known value narrows the type, though unknown ones may come along', async () => {
  const types = await generateTypes({
    events: Object.entries(payloads).map(([name, payload]) => eventOf(name, payload)),
    definitions: definitionsOf(definitions),
    discriminator: null,
  });
  expect(await runTsc({ ...types, 'source.ts': source })).toEqual([]);
});
