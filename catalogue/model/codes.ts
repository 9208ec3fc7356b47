/**
 * Every problem a document can have, with its severity. An error would make the output wrong or unsafe and stops
 * `generate`; a warning is reported and stops nothing. Codes are stable: each has a section in docs/problems.md and a
 * document in test/problems/.
 */
export const codes = {
  unreadable: 'error',
  'empty-document': 'error',
  'invalid-yaml': 'error',
  limit: 'error',
  'ref-broken': 'error',
  'ref-remote': 'error',
  'ref-outside-root': 'error',
  'not-asyncapi': 'error',
  'invalid-asyncapi': 'error',
  'invalid-x-webhook': 'error',
  'duplicate-event': 'error',
  'name-collision': 'error',
  'unsupported-payload-format': 'error',
  'invalid-pattern': 'error',
  'unsafe-pattern': 'error',
  'example-mismatch': 'warning',
  'indistinguishable-events': 'warning',
  'no-events': 'warning',
  'channel-skipped': 'warning',
  'missing-description': 'warning',
  'sunset-without-deprecated': 'warning',
  'unknown-format': 'warning',
  'unknown-keyword': 'warning',
  'unbounded-unique-items': 'warning',
  'ref-sibling': 'warning',
  'unsigned-dedupe': 'warning',
  'unsigned-timestamp': 'warning',
  'ambiguous-signature': 'warning',
} as const satisfies Readonly<Record<string, 'error' | 'warning'>>;

export type Code = keyof typeof codes;
