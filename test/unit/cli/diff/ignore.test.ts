import { describe, expect, it, test } from 'vitest';
import { checkIgnores, parseIgnore } from '../../../../cli/diff/read-ignores.js';
import type { Rule } from '../../../../diff/change.js';
import { siftChanges } from '../../../../diff/report/ignore.js';
import { sampleChange } from './sample-report.js';

const change = sampleChange();
const other = sampleChange({ event: 'acme.order.paid' });
const wide = sampleChange({ event: null, pointer: '/channels/acme/x-webhook/signature/header' });

describe('what is ignored', () => {
  test.each([
    { name: 'a code', given: 'member-removed', want: [change, other, wide] },
    { name: 'a code of an event', given: 'member-removed:acme.order.created', want: [change] },
    { name: 'a code of a provider', given: 'member-removed:acme', want: [change, other, wide] },
    { name: 'a code at a pointer', given: 'member-removed:/data/amount', want: [change, other] },
    { name: 'a code at a pointer of an event', given: 'member-removed:acme.order.paid/data/amount', want: [other] },
    { name: 'a code at a place of a provider', given: 'member-removed:acme/channels/acme/x-webhook/signature/header', want: [wide] },
    { name: 'whatever happens to an event', given: '*:acme.order.paid', want: [other] },
    { name: 'another code', given: 'member-added', want: [] },
    { name: 'half an event', given: 'member-removed:acme.order', want: [] },
    { name: 'a pointer above', given: 'member-removed:/data', want: [] },
  ])('$name', ({ given, want }) => {
    const sifted = siftChanges([change, other, wide], [parseIgnore(given)]);
    expect(sifted.ignored.map((each) => each.change)).toEqual(want);
    expect(sifted.kept).toEqual([change, other, wide].filter((each) => !want.includes(each)));
    expect(sifted.unused).toHaveLength(want.length === 0 ? 1 : 0);
  });

  it('an event whose name has a colon', () => {
    const odd = sampleChange({ event: 'acme.order:created' });
    expect(siftChanges([odd], [parseIgnore('member-removed:acme.order:created')]).kept).toEqual([]);
  });

  test.each(['', ':', ':acme', 'member-removed:'])('refuses %j', (given) => {
    expect(() => parseIgnore(given)).toThrow(/--ignore .*: write CODE/);
  });

  it('refuses a code that no rule has, and names those alike', () => {
    const rules = ['member-removed', 'event-removed', 'event-added'].map((code) => ({ code }) as Rule);
    expect(() => checkIgnores([parseIgnore('field-removed')], rules)).toThrow(
      /no change with the code "field-removed"; there are member-removed, event-removed \(/,
    );
    expect(() => checkIgnores([parseIgnore('event-added'), parseIgnore('*:acme')], rules)).not.toThrow();
    expect(() => checkIgnores([parseIgnore('*')], rules)).toThrow(/`\*` alone would ignore all changes/);
  });
});
