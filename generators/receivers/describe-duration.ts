const units = [
  ['day', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
  ['ms', 1],
] as const;

/** Prints milliseconds in the largest unit without a remainder: `10 s`, `26 h`, `14 days`. */
export function describeDuration(milliseconds: number): string {
  const [name, size] = units.find(([unit, length]) => milliseconds % length === 0 && (unit !== 'day' || milliseconds > length)) ?? [
    'ms',
    1,
  ];
  const count = milliseconds / size;
  return `${count} ${name}${name === 'day' ? 's' : ''}`;
}
