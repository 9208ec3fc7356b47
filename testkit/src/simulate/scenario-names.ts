export const scenarioNames = [
  'happy',
  'duplicates',
  'out-of-order',
  'retry-after-500',
  'retry-after-timeout',
  'last-attempt',
  'outage',
  'forged',
  'stale',
  'tampered',
  'rotated-secret',
  'unknown-event',
  'unknown-field',
  'oversized',
  'redirect',
  'burst',
] as const;

export type ScenarioName = (typeof scenarioNames)[number];
