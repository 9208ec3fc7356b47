import type { Change } from '../../../../diff/change.js';
import { siftChanges } from '../../../../diff/report/ignore.js';
import { buildReport, type DiffReport } from '../../../../diff/report/report.js';

/** A change of Acme's `order.created` that breaks its receivers, with what a test says otherwise. */
export function sampleChange(overrides: Partial<Change> = {}): Change {
  return {
    code: 'member-removed',
    category: 'PAYLOAD',
    verdict: 'breaking',
    provider: 'acme',
    event: 'acme.order.created',
    pointer: '/data/amount',
    message: '/data/amount: gone',
    reason: 'A handler that reads it finds nothing.',
    remedy: 'Keep sending it.',
    ...overrides,
  };
}

export const older = { label: 'main:asyncapi.yaml', kind: 'revision', version: '1.0.0' } as const;
export const newer = { label: 'asyncapi.yaml', kind: 'file', version: '1.1.0' } as const;

export function sampleReport(changes: readonly Change[], overrides: Partial<DiffReport> = {}): DiffReport {
  return { ...buildReport(older, newer, 'receiver', siftChanges(changes, [])), ...overrides };
}
