import { EXTERNAL } from './nodes.js';

/**
 * Every name that is derived from the document's own is made here: types, identifiers, file names. Wire names stay as
 * they are. A name is a function of the document alone, and two things never share one.
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
  const identifier = [...pascal].filter((character) => /\p{ID_Continue}/u.test(character) && !young.test(character)).join('');
  if (identifier === '') return 'Unnamed';
  return /^\p{ID_Start}/u.test(identifier) ? identifier : `N${identifier}`;
}

/** Letters that came with Unicode 16 and 17: to a Node they may be letters, to a compiler not yet. As are those past U+FFFF. */
const young = /[\u088f\u0c5c\u0cdc]|[\u1acf-\u1aeb]|[\u1c89\u1c8a\ua7cb-\ua7cf\ua7d2-\ua7d4\ua7da-\ua7dc\ua7f1]/;

const capitalise = (word: string) => word.replace(/^./u, (first) => first.toUpperCase());

/** The key of a provider that the document gives none: a slug of the title, `[a-z][a-z0-9-]*`, at most 50 characters. */
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

/** The type names of one provider: gives each thing its name once, and tells of two that would share one. */
export class TypeNames {
  readonly #owners = new Map<string, { name: string; pointer: string }>();

  constructor(reserved: readonly string[]) {
    for (const name of reserved) this.#owners.set(name.toLowerCase(), { name, pointer: '' });
  }

  /** Claims a name; gives its owner where it is taken, also in other letter case. */
  claim(name: string, pointer: string): { name: string; pointer: string } | null {
    const owner = this.#owners.get(name.toLowerCase());
    if (owner) return owner;
    this.#owners.set(name.toLowerCase(), { name, pointer });
    return null;
  }

  /** The first of the candidates that is free, claimed; null where none is. */
  claimFirst(candidates: readonly string[], pointer: string): string | null {
    for (const name of candidates) if (this.claim(name, pointer) === null) return name;
    return null;
  }
}

/** What every generated module of a provider declares beside its events' types. */
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
    // A provider called `is`: its list of names, `isEventNames`, would be the guard of an event of that name.
    ...(identifier.startsWith('Is') ? [`${identifier.slice(2)}EventNames`] : []),
  ];
}

/**
 * What a shared schema may be called, best first: the last segment of its pointer, then with more of the path in front of
 * it; last with `Schema` behind it, for one that is called as an event is.
 */
export function definitionNames(segments: readonly string[]): string[] {
  const telling = segments
    .flatMap((segment, index) => (segments[index - 1] === EXTERNAL ? withoutExtension(segment).split(':') : segment))
    .filter((segment) => !structural.has(segment));
  const names = Array.from({ length: Math.max(telling.length, 1) }, (_, index) =>
    pascalCase(
      telling
        .slice(-index - 1)
        .map(withoutExtension)
        .join('.'),
    ),
  );
  return [...names, ...names.map((name) => `${name}Schema`)];
}

/** Segments that say where a schema stands, not what it is. */
const structural = new Set(['components', 'schemas', 'properties', 'definitions', '$defs', 'messages', 'channels', EXTERNAL, 'schema']);
const withoutExtension = (segment: string) => segment.replace(/\.(ya?ml|json)$/i, '');
