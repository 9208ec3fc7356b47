import { UsageError } from './exit.js';

const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of a span such as 30d, 12h, 5m or 90s; throws a UsageError that names the option. */
export function parseSpan(text: string, option: string): number {
  const [, number = '', unit = ''] = /^(0|[1-9][0-9]{0,5})([smhd])$/.exec(text) ?? [];
  const unitMs = units[unit];
  if (unitMs === undefined) throw new UsageError(`${option} must be a number and a unit, such as 30d, 12h, 5m or 90s`);
  return Number(number) * unitMs;
}
