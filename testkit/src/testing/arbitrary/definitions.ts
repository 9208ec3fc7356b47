import { isJsonObject, ownMember } from '../../json-value.js';
import { memoize } from '../../memoize.js';
import { isSchema, type Schema } from './schema.js';

/** The definitions of a schema file. */
export interface Definitions {
  /** The target of a `$ref`. Throws an Error if there is none. */
  resolve(ref: string): Schema;
  /** Whether a definition refers back to itself. */
  isRecursive(ref: string): boolean;
}

export function openDefinitions(file: unknown): Definitions {
  const known = ownMember(file, 'definitions');
  const resolve = (ref: string): Schema => {
    const name = ref.startsWith('#/definitions/') ? decodeURIComponent(ref.slice('#/definitions/'.length)) : null;
    const found = name === null ? undefined : ownMember(known, name);
    if (!isSchema(found)) throw new Error(`the schema's $ref ${JSON.stringify(ref)} has no target`);
    return found;
  };
  const targetsOf = memoize((ref: string) => collectRefs(resolve(ref)));
  return { resolve, isRecursive: memoize((ref: string) => isCyclic(ref, targetsOf)) };
}

function isCyclic(start: string, targetsOf: (ref: string) => ReadonlySet<string>): boolean {
  const seen = new Set<string>();
  const rest = [...targetsOf(start)];
  for (let ref = rest.pop(); ref !== undefined; ref = rest.pop()) {
    if (ref === start) return true;
    if (seen.has(ref)) continue;
    seen.add(ref);
    rest.push(...targetsOf(ref));
  }
  return false;
}

/** All `$ref`s in a schema. A property called `$ref` in data (`const`) is included too, which does no harm. */
function collectRefs(schema: Schema): ReadonlySet<string> {
  const refs = new Set<string>();
  const rest: unknown[] = [schema];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    if (Array.isArray(next)) rest.push(...next.filter((one) => one !== undefined));
    else if (isJsonObject(next)) {
      const ref = ownMember(next, '$ref');
      if (typeof ref === 'string' && ref.startsWith('#/definitions/')) refs.add(ref);
      for (const value of Object.values(next)) if (typeof value === 'object' && value !== null) rest.push(value);
    }
  }
  return refs;
}
