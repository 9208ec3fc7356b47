/** RFC 6901 over parsed JSON; own members only, so that no name means more than itself. */
const splitPointer = (pointer: string) =>
  pointer
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));

export const escapeName = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1');

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands there; undefined where nothing does. */
export function readAt(value: unknown, pointer: string): unknown {
  return splitPointer(pointer).reduce<unknown>((inner, name) => {
    if (Array.isArray(inner)) return /^(?:0|[1-9]\d*)$/.test(name) ? inner[Number(name)] : undefined;
    return isObject(inner) && Object.hasOwn(inner, name) ? inner[name] : undefined;
  }, value);
}

/** A copy with another value there; objects on the way that are missing are made. */
export function replaceAt(value: unknown, pointer: string, replacement: unknown): unknown {
  return replaceIn(value, splitPointer(pointer), replacement);
}

function replaceIn(value: unknown, [name, ...rest]: readonly string[], replacement: unknown): unknown {
  if (name === undefined) return replacement;
  if (Array.isArray(value)) return value.map((item, at) => (String(at) === name ? replaceIn(item, rest, replacement) : item));
  const object = isObject(value) ? value : {};
  const inner = Object.hasOwn(object, name) ? object[name] : undefined;
  return { ...object, [name]: replaceIn(inner, rest, replacement) };
}

/** The scalars of a value and where they stand, outermost first, at most `most`. */
export function listScalars(value: unknown, most: number): { readonly pointer: string; readonly value: unknown }[] {
  const scalars: { pointer: string; value: unknown }[] = [];
  const waiting = [{ pointer: '', value }];
  for (const { pointer, value } of waiting) {
    if (scalars.length === most) break;
    if (typeof value !== 'object' || value === null) scalars.push({ pointer, value });
    else if (waiting.length < 20 * most)
      for (const [name, inner] of Object.entries(value)) waiting.push({ pointer: `${pointer}/${escapeName(name)}`, value: inner });
  }
  return scalars;
}
