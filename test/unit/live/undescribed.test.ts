import { expect, test } from 'vitest';
import type { Json, Schema } from '../../../catalogue/model/model.js';
import { findUndescribed } from '../../../requests/undescribed.js';
import { sampleEvent, sampleProvider } from '../sample-catalogue.js';

const text = { type: 'string' };
const line = { type: 'object', properties: { sku: text, parts: { type: 'array', items: { $ref: '#/definitions/Line' } } } };
const payload: Schema = {
  allOf: [
    { type: 'object', properties: { type: text, 'a/b': text } },
    {
      properties: {
        lines: { type: 'array', items: { $ref: '#/definitions/Line' } },
        metadata: { type: 'object', additionalProperties: text },
        free: { type: 'object' },
        either: {
          oneOf: [
            { type: 'object', properties: { one: text } },
            { type: 'object', properties: { two: text } },
          ],
        },
      },
    },
  ],
};

test.each<{ name: string; given: Json; want: readonly string[] }>([
  { name: 'nothing where all is described', given: { type: 'x', lines: [{ sku: 'a' }] }, want: [] },
  { name: 'a name mistyped', given: { tpye: 'x' }, want: ['/tpye'] },
  { name: 'a name with a slash', given: { 'a/b': 'x', 'b/c~': 1 }, want: ['/b~1c~0'] },
  { name: 'in an item', given: { lines: [{ sku: 'a' }, { skew: 1 }] }, want: ['/lines/1/skew'] },
  { name: 'nothing in a map', given: { metadata: { any: 'thing' } }, want: [] },
  { name: 'nothing in an object without members', given: { free: { any: 'thing' } }, want: [] },
  { name: 'what is in no alternative', given: { either: { one: 'a', two: 'b', three: 'c' } }, want: ['/either/three'] },
  { name: 'nothing below where a circular type ends', given: { lines: [{ parts: [{ anything: 1 }] }] }, want: [] },
  { name: 'toString is no member of the schema', given: { toString: 1 }, want: ['/toString'] },
  { name: 'nothing in what is no object', given: 'text', want: [] },
])('what the document does not describe: $name', ({ given, want }) => {
  const provider = sampleProvider({ definitions: [{ typeName: 'Line', schema: line, pointer: '/components/schemas/Line' }] });
  expect(findUndescribed(provider, sampleEvent({ payload }), given)).toEqual(want);
});
