import { printable } from '@hookbook/runtime/inspect';
import { describeDuration } from './describe-duration.js';
import { describeAttempt } from './judge.js';
import type { DeliveryReport, SimulationReport } from './report.js';

const maxDeliveries = 20;

/** Describes the report as text: what failed and why it matters, what was sent when, and what was assumed. */
export function describeReport(report: SimulationReport): string {
  const { provider, scenario, ok, skipped, verdicts, deliveries, assumed, notices, disabledAt, notes } = report;
  if (skipped !== null) return printableLine(`${provider} ${scenario}: not run: ${skipped}`);
  const lines = [`${provider} ${scenario}: ${ok ? 'ok' : 'FAILED'}`];
  for (const verdict of verdicts) {
    lines.push(`  ${verdict.ok ? '✓' : '✗'} ${verdict.message}`);
    if (!verdict.ok) lines.push(`      why: ${verdict.why}`);
  }
  for (const delivery of deliveries.slice(0, maxDeliveries)) lines.push(`  ${describeDelivery(delivery)}`);
  if (deliveries.length > maxDeliveries) lines.push(`  … and ${deliveries.length - maxDeliveries} more`);
  if (disabledAt !== null) lines.push(`  stopped sending after ${describeDuration(disabledAt)}`);
  for (const { at, by, message } of notices) lines.push(`  notice by ${by} after ${describeDuration(at)}: ${message}`);
  for (const { message } of assumed) lines.push(`  assumed: ${message}`);
  for (const note of notes) lines.push(`  note: ${note}`);
  return lines.map(printableLine).join('\n');
}

/** Titles and names come from a document. */
const printableLine = (line: string) =>
  line
    .split(/([✓✗…])/)
    .map((part) => (/^[✓✗…]$/.test(part) ? part : printable(part)))
    .join('');

function describeDelivery({ event, id, trait, attempts, outcome }: DeliveryReport): string {
  const last = attempts.at(-1);
  const times =
    attempts.length > 1 ? ` after ${attempts.length} attempts in ${describeDuration((last?.at ?? 0) - (attempts[0]?.at ?? 0))}` : '';
  return `${event} ${id}${trait === null ? '' : ` (${trait})`}: ${outcome}${times}, ${describeAttempt(last)}`;
}
