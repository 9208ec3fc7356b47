const units = [
  { name: 'd', ms: 86_400_000 },
  { name: 'h', ms: 3_600_000 },
  { name: 'min', ms: 60_000 },
  { name: 's', ms: 1000 },
];

/** A duration in at most two units, such as `26 h`, `1 h 30 min` or `14 d`; milliseconds below a second. */
export function describeDuration(ms: number): string {
  if (ms > 0 && ms < 1000) return `${Math.round(ms)} ms`;
  const parts: string[] = [];
  let restMs = Math.round(ms / 1000) * 1000;
  for (const unit of units) {
    const whole = Math.floor(restMs / unit.ms);
    // Delivery policies give durations of up to two days in hours.
    if (whole === 0 || (unit.name === 'd' && restMs <= 172_800_000)) continue;
    parts.push(`${whole} ${unit.name}`);
    restMs -= whole * unit.ms;
  }
  return parts.slice(0, 2).join(' ') || '0 s';
}
