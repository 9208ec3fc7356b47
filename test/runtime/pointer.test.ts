import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinPointer as joinInToolkit, parsePointer as parseInToolkit } from '../../catalogue/model/pointer.js';
import { joinPointer, parsePointer, valueAt } from '../../runtime/src/json/pointer.js';

const names = fc.array(fc.oneof(fc.string(), fc.constantFrom('', '/', '~', '~1', '~01', '__proto__', '0')));

test('the names of a pointer are those it was made of, in the runtime and in the toolkit', () => {
  fc.assert(
    fc.property(names, (given) => {
      const pointer = joinPointer('', ...given);
      expect(parsePointer(pointer)).toEqual(given);
      expect([joinInToolkit('', ...given), parseInToolkit(pointer)]).toEqual([pointer, given]);
    }),
  );
});

test.each([
  { name: 'the whole value', given: [1], pointer: '', want: [1] },
  { name: 'an item', given: { 'a/b': [1, { '~': 2 }] }, pointer: '/a~1b/1/~0', want: 2 },
  { name: 'an own __proto__', given: JSON.parse('{"__proto__":1}'), pointer: '/__proto__', want: 1 },
  { name: 'an inherited name', given: {}, pointer: '/constructor', want: undefined },
  { name: 'the length of an array', given: [1, 2], pointer: '/length', want: undefined },
  { name: 'an index that is not canonical', given: [1, 2], pointer: '/01', want: undefined },
  { name: 'beyond a scalar', given: { a: 'text' }, pointer: '/a/0', want: undefined },
])('the value at a pointer: $name', ({ given, pointer, want }) => {
  expect(valueAt(given, pointer)).toEqual(want);
});
