/** Returns an integer from 1 to `max`; otherwise throws a TypeError that names the option. */
export function checkCount(name: string, value: unknown, max: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= max) return value;
  throw new TypeError(`${name} must be an integer from 1 to ${max}`);
}

/** The limit of setTimeout, in milliseconds. */
export const maxTimerMs = 2 ** 31 - 1;

/** Returns a number within these bounds; otherwise, also for NaN, throws a TypeError that names the option. */
export function checkNumber(name: string, value: unknown, min: number, max: number): number {
  if (typeof value === 'number' && value >= min && value <= max) return value;
  throw new TypeError(`${name} must be a number from ${min} to ${max}`);
}

/** Throws a TypeError that names an option that is neither a function nor undefined. */
export function checkFunctions(options: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(options)) {
    if (value !== undefined && typeof value !== 'function') throw new TypeError(`${name} must be a function`);
  }
}

export function hasMethods(value: unknown, names: readonly string[]): value is object {
  return typeof value === 'object' && value !== null && names.every((name) => typeof Reflect.get(value, name) === 'function');
}

/** Returns the object's defined properties. Throws a TypeError that names a property outside `names`. */
export function checkObject(option: string, value: unknown, names: readonly string[]): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw new TypeError(`${option} must be an object`);
  const given = Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined));
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new TypeError(`${option}: there is no ${JSON.stringify(unknown)}; there are ${names.slice(0, 50).join(', ')}`);
  return given;
}
