import { describe, expect, it } from 'vitest';
import { renewInShell } from '../../../../site/build/snippets/fresh-value.js';

const print = (old: unknown, isTime: boolean) => {
  const fresh = renewInShell(old as string, isTime);
  return fresh === null ? null : `${fresh.quoted ? '' : 'bare '}${fresh.head}${fresh.expression}${fresh.tail}`;
};

describe('a value that is new each time keeps the shape of the old one', () => {
  const seconds = '$(date +%s)';
  it.each([
    { name: 'seconds', given: 1700000000, isTime: true, want: `bare ${seconds}` },
    { name: 'milliseconds', given: 1700000000000, isTime: true, want: `bare ${seconds}000` },
    { name: 'seconds in text', given: '1700000000', isTime: true, want: seconds },
    { name: 'a date', given: '2024-01-15T10:00:00Z', isTime: true, want: '$(date -u +%Y-%m-%dT%H:%M:%S)Z' },
    { name: 'decimals and an offset', given: '2024-01-15T10:00:00.12+0200', isTime: false, want: '$(date -u +%Y-%m-%dT%H:%M:%S).00+0000' },
    { name: 'a blank for the T', given: '2024-01-15 10:00:00', isTime: false, want: "$(date -u '+%Y-%m-%d %H:%M:%S')" },
    {
      name: 'a UUID',
      given: '9f1b2c3d-0000-4000-8000-0123456789ab',
      isTime: false,
      want: '9f1b2c3d-0000-4000-8000-$(openssl rand -hex 6)',
    },
    { name: 'an id with a prefix', given: 'evt_abc123def', isTime: false, want: 'evt_a$(openssl rand -hex 4)' },
    { name: 'a short one', given: 'evt_1', isTime: false, want: 'evt_$((0x$(openssl rand -hex 5) % 900000000 + 100000000))' },
    { name: 'digits', given: 'A-0123456', isTime: false, want: 'A-$((0x$(openssl rand -hex 5) % 9000000 + 1000000))' },
    { name: 'no letter at its end', given: "it's", isTime: false, want: "it'$(openssl rand -hex 6)" },
    { name: 'a number', given: 17, isTime: false, want: 'bare $((0x$(openssl rand -hex 5) % 900000000 + 100000000))' },
    { name: 'no time', given: 'soon', isTime: true, want: null },
    { name: 'no scalar', given: null, isTime: false, want: null },
  ])('$name', ({ given, isTime, want }) => expect(print(given, isTime)).toBe(want));
});
