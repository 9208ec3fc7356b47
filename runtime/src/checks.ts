/** An integer from 1 to `most`; throws a TypeError that names the option where it isn't. */
export function checkCount(name: string, value: unknown, most: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new TypeError(`${name} must be an integer from 1 to ${most}`);
}

/** setTimeout's limit, in milliseconds. */
export const mostMs = 2 ** 31 - 1;

/** A number in these bounds; throws a TypeError that names the option where it isn't, as what a missing variable becomes. */
export function checkNumber(name: string, value: unknown, least: number, most: number): number {
  if (typeof value === 'number' && value >= least && value <= most) return value;
  throw new TypeError(`${name} must be a number from ${least} to ${most}`);
}

/** The members of an object that are given; throws a TypeError that names what is none of these. */
export function checkObject(option: string, value: unknown, names: readonly string[]): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw new TypeError(`${option} must be an object`);
  const given = Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined));
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new TypeError(`${option}: there is no ${JSON.stringify(unknown)}; there are ${names.slice(0, 50).join(', ')}`);
  return given;
}
