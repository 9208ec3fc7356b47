import { filesExtension } from './nodes.js';

/**
 * Derives names from the document's: types, identifiers, file names. Nothing else does. Wire names stay verbatim. A
 * name is a function of the document alone, and two things never share one.
 */

/** PascalCase: `order.created` → `OrderCreated`, `ORDER_CREATED` → `OrderCreated`, `orderCreated` → `OrderCreated`. */
export function pascalCase(name: string): string {
  const words = name
    .normalize('NFC')
    .replace(/[\u{10000}-\u{10ffff}]/gu, (character) => ` U${character.codePointAt(0)?.toString(16)} `)
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => word !== '');
  const shouting = !/\p{Ll}/u.test(name);
  const pascal = words.map((word) => capitalise(shouting && word.length > 1 ? word.toLowerCase() : word)).join('');
  const identifier = [...pascal].filter((character) => /\p{ID_Continue}/u.test(character) && !recentLetters.test(character)).join('');
  if (identifier === '') return 'Unnamed';
  return /^\p{ID_Start}/u.test(identifier) ? identifier : `N${identifier}`;
}

/** Letters since Unicode 16, which a compiler may not know though Node does, and letters past U+FFFF are replaced. */
const recentLetters = /[\u088f\u0c5c\u0cdc]|[\u1acf-\u1aeb]|[\u1c89\u1c8a\ua7cb-\ua7cf\ua7d2-\ua7d4\ua7da-\ua7dc\ua7f1]/;

const capitalise = (word: string) => word.replace(/^./u, (first) => first.toUpperCase());

/** The key of a provider without one: a slug of the document's title, `[a-z][a-z0-9-]*`, at most 50 characters. */
export function providerKey(title: string): string {
  const slug = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 50)
    .replace(/^-+|-+$/g, '');
  if (slug === '') return 'webhooks';
  return /^[a-z]/.test(slug) ? slug : `webhooks-${slug}`;
}

/** Names of files and modules that a provider's key must not take. */
const reservedKeys = new Set([
  'index',
  'strict',
  'manifest',
  'con',
  'prn',
  'aux',
  'nul',
  ...[...'0123456789'].flatMap((digit) => [`com${digit}`, `lpt${digit}`]),
]);

export const isReservedKey = (key: string) => reservedKeys.has(key);

/** The type names of one provider. Each can be claimed once. */
export class TypeNames {
  readonly #owners = new Map<string, { name: string; pointer: string }>();

  constructor(reserved: readonly string[]) {
    for (const name of reserved) this.#owners.set(name.toLowerCase(), { name, pointer: '' });
  }

  /** Claims a name. If it is taken, in any letter case, gives its owner. */
  claim(name: string, pointer: string): { name: string; pointer: string } | null {
    const owner = this.#owners.get(name.toLowerCase());
    if (owner) return owner;
    this.#owners.set(name.toLowerCase(), { name, pointer });
    return null;
  }

  /** Claims the first free candidate; null if none is free. */
  claimFirst(candidates: readonly string[], pointer: string): string | null {
    for (const name of candidates) if (this.claim(name, pointer) === null) return name;
    return null;
  }
}

/** The names that every generated module of a provider declares, apart from its events' types. */
export function moduleNames(identifier: string): string[] {
  return [
    `${identifier}Event`,
    `${identifier}EventMap`,
    `${identifier}EventName`,
    `Create${identifier}Receiver`,
    'ValidationError',
    'Result',
    'EventValidator',
    'StandardSchema',
    // The list of names of a provider called `is`, `isEventNames`, would be the guard of an event called `EventNames`.
    ...(identifier.startsWith('Is') ? [`${identifier.slice(2)}EventNames`] : []),
  ];
}

/**
 * The names for a shared schema, best first: the last segment of its pointer, then with more of the path before it.
 * Finally, the same names with the suffix `Schema`, for a schema that has the name of an event.
 */
export function definitionNames(segments: readonly string[]): string[] {
  const meaningful = segments
    .flatMap((segment, index) => (segments[index - 1] === filesExtension ? withoutExtension(segment).split(':') : segment))
    .filter((segment) => !structural.has(segment));
  const names = Array.from({ length: Math.max(meaningful.length, 1) }, (_, index) =>
    pascalCase(
      meaningful
        .slice(-index - 1)
        .map(withoutExtension)
        .join('.'),
    ),
  );
  return [...names, ...names.map((name) => `${name}Schema`)];
}

/** Segments that say where a schema is, not what it is. */
const structural = new Set([
  'components',
  'schemas',
  'properties',
  'definitions',
  '$defs',
  'messages',
  'channels',
  filesExtension,
  'schema',
]);
const withoutExtension = (segment: string) => segment.replace(/\.(ya?ml|json)$/i, '');
