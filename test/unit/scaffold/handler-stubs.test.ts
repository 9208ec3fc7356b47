import { describe, expect, it } from 'vitest';
import { describeWildcards } from '../../../cli/scaffold/handler-stubs.js';
import { sampleEvent } from '../sample-catalogue.js';

describe('what may stand beside the names of events', () => {
  it.each([
    { name: 'the prefix of the first that has one', given: ['ping', 'member.created', 'order.created'], want: '`member.*` and `*`' },
    { name: 'the outermost prefix', given: ['order.item.added'], want: '`order.*` and `*`' },
    { name: 'no prefix where no event has one', given: ['ping', 'order_created'], want: '`*`' },
    { name: 'no prefix that could not be read in a comment', given: ['ends */ it.all', '`a`.b'], want: '`*`' },
  ])('$name', ({ given, want }) => {
    expect(describeWildcards({ events: given.map((name) => sampleEvent({ name })) })).toBe(want);
  });
});
