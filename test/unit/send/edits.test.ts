import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Json } from '../../../catalogue/model/model.js';
import { joinPointer, valueAt } from '../../../catalogue/model/pointer.js';
import { applyEdits, parseSet, parseUnset } from '../../../requests/edits.js';

const payload = { data: { amount: 9900, items: ['a', 'b'], note: null, 'a/b': { '~': 1 } }, id: 'evt_1' };

describe('--set', () => {
  test.each<{ name: string; given: string; pointer: string; want: Json }>([
    { name: 'a number', given: '/data/amount=1', pointer: '/data/amount', want: 1 },
    { name: 'text that is no JSON', given: '/id=evt 2', pointer: '/id', want: 'evt 2' },
    { name: 'digits as text, in quotes', given: '/id="1"', pointer: '/id', want: '1' },
    { name: 'null', given: '/id=null', pointer: '/id', want: null },
    { name: 'an object', given: '/data={"amount":2}', pointer: '/data', want: { amount: 2 } },
    { name: 'nothing: the empty text', given: '/id=', pointer: '/id', want: '' },
    { name: 'a value with another =', given: '/id=a=b', pointer: '/id', want: 'a=b' },
    { name: 'a new member', given: '/data/refunded=true', pointer: '/data/refunded', want: true },
    { name: 'a new member in a new object', given: '/meta/source/name=x', pointer: '/meta', want: { source: { name: 'x' } } },
    { name: 'a new member in a new array', given: '/tags/-=x', pointer: '/tags', want: ['x'] },
    { name: 'an item', given: '/data/items/1=c', pointer: '/data/items', want: ['a', 'c'] },
    { name: 'the item after the last', given: '/data/items/2=c', pointer: '/data/items', want: ['a', 'b', 'c'] },
    { name: 'an item at the end', given: '/data/items/-={"x":1}', pointer: '/data/items', want: ['a', 'b', { x: 1 }] },
    { name: 'over null', given: '/data/note=x', pointer: '/data/note', want: 'x' },
    { name: 'a name with a slash and one with a tilde', given: '/data/a~1b/~0=2', pointer: '/data/a~1b', want: { '~': 2 } },
    { name: 'an empty name', given: '/data/=1', pointer: '/data/', want: 1 },
    { name: 'the whole payload', given: '={"type":"x"}', pointer: '', want: { type: 'x' } },
    { name: '__proto__ as any other name', given: '/data/__proto__=1', pointer: '/data/__proto__', want: 1 },
    { name: 'below __proto__, and no prototype is touched', given: '/__proto__/polluted=1', pointer: '/__proto__', want: { polluted: 1 } },
    { name: 'constructor as any other name', given: '/constructor/name=1', pointer: '/constructor', want: { name: 1 } },
  ])('$name', ({ given, pointer, want }) => {
    const before = structuredClone(payload);
    expect(valueAt(applyEdits(payload, [parseSet(given)]), pointer)).toEqual(want);
    expect(payload).toEqual(before);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  test.each([
    { name: 'no value', given: '/data/amount', want: /--set "\/data\/amount" has no value: write --set POINTER=VALUE/ },
    { name: 'no pointer', given: 'data/amount=1', want: /--set "data\/amount" is not a JSON pointer.*start with a slash/ },
    { name: 'a tilde that escapes nothing', given: '/a~2=1', want: /--set "\/a~2" is not a JSON pointer.*~0/ },
    { name: 'a tilde at the end', given: '/a~=1', want: /is not a JSON pointer/ },
    { name: 'an integer that would be rounded', given: '/id=12345678901234567890', want: /--set \/id: .*can't represent exactly/ },
    { name: 'a number that would become null', given: '/id=[1e999]', want: /--set \/id: .*can't represent exactly/ },
    { name: 'below text', given: '/id/x=1', want: /--set \/id\/x: \/id is a string, which has no properties or items/ },
    { name: 'below null', given: '/data/note/x=1', want: /--set \/data\/note\/x: \/data\/note is null/ },
    { name: 'a name in an array', given: '/data/items/first=1', want: /\/data\/items is an array: "first" is neither an index nor -/ },
    { name: 'an index with a zero before it', given: '/data/items/01=1', want: /"01" is neither an index nor -/ },
    { name: 'an item past the end', given: '/data/items/9=1', want: /\/data\/items has 2 items: the next one is 2, or -/ },
    { name: 'a pointer without end', given: `${'/a'.repeat(600)}=1`, want: /more than 512 names/ },
  ])('$name is an error that says where', ({ given, want }) => {
    expect(() => applyEdits(payload, [parseSet(given)])).toThrow(want);
  });

  it('what is set is there, whatever its name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.jsonValue(), (name, value) => {
        fc.pre(!name.includes('='));
        const pointer = joinPointer('', 'data', name);
        const text = JSON.stringify(value);
        const edited = applyEdits({ data: {} }, [{ kind: 'set', pointer, value: JSON.parse(text) as Json }]);
        expect(JSON.stringify(valueAt(edited, pointer))).toBe(text);
      }),
    );
  });
});

describe('--unset', () => {
  test.each<{ name: string; given: string; want: Json }>([
    { name: 'a member', given: '/data', want: { id: 'evt_1' } },
    { name: 'an item', given: '/data/items/0', want: { ...payload, data: { ...payload.data, items: ['b'] } } },
  ])('$name', ({ given, want }) => {
    expect(applyEdits(payload, [parseUnset(given)])).toEqual(want);
  });

  test.each([
    { name: 'the payload itself', given: '', want: /--unset needs a pointer/ },
    { name: 'what is not there', given: '/data/nothing', want: /--unset \/data\/nothing: there is nothing at \/data\/nothing/ },
    { name: 'below what is not there', given: '/no/where', want: /--unset \/no\/where: there is nothing at \/no/ },
    { name: 'an item past the end', given: '/data/items/2', want: /there is nothing at \/data\/items\/2/ },
    { name: 'the item after the last', given: '/data/items/-', want: /there is nothing at \/data\/items\/-/ },
    { name: 'toString, which objects inherit', given: '/data/toString', want: /there is nothing at/ },
  ])('$name is an error that says where', ({ given, want }) => {
    expect(() => applyEdits(payload, [parseUnset(given)])).toThrow(want);
  });
});

it('edits are made in their order', () => {
  const edits = [parseSet('/a/b=1'), parseUnset('/a'), parseSet('/a=2')];
  expect(applyEdits({}, edits)).toEqual({ a: 2 });
});
