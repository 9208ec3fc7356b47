import type { Json, JsonObject } from '../model/model.js';
import { copyDocument } from '../model/nodes.js';
import { joinPointer, parsePointer } from '../model/pointer.js';
import type { Finding } from '../model/problem.js';
import { getOwn, getString } from '../model/properties.js';
import { findTooDeep, type Link } from './reference-depth.js';

/** Past this many references on the way to a node, they count as a circle. */
const maxHops = 100;

/** A node, and its JSON pointer. */
export interface Located {
  readonly value: Json;
  readonly pointer: string;
}

export interface Resolved extends Located {
  /** The references on the way, in order: a chain of `$ref`s has one per link. */
  readonly through: readonly Located[];
}

/** Follows `$ref`s to a node that has none; undefined if they lead nowhere or in a circle. */
export function resolveRef(root: Json, pointer: string): Resolved | undefined {
  const through: Located[] = [];
  for (let at = pointer; through.length < maxHops; ) {
    const found = walk(root, at, maxHops - through.length);
    if (!found) return undefined;
    const ref = getString(found.value, '$ref');
    if (ref === null) return { ...found, through };
    if (!isLocal(ref)) return unread;
    through.push(found);
    at = ref.slice(1);
  }
  return undefined;
}

/** Whether a reference is `#` and a JSON pointer. Others were reported when the document was bundled. */
const isLocal = (ref: string) => /^#(?:\/|$)/.test(ref);

/** The target of a reference that was reported. */
const unread: Resolved = { value: null, pointer: '', through: [] };

/** The pointer of the same node without references on the way, for as much of it as exists. */
export function canonicalPointer(root: Json, pointer: string): string {
  const segments = parsePointer(pointer);
  for (let length = segments.length; length > 0; length--) {
    const found = walk(root, joinPointer('', ...segments.slice(0, length)), maxHops);
    if (found) return joinPointer(found.pointer, ...segments.slice(length));
  }
  return pointer;
}

/** The node at a pointer; `$ref`s on the way are followed, so the pointer of the result may differ. */
function walk(root: Json, pointer: string, hops: number): Located | undefined {
  let value: Json = root;
  let at = '';
  const segments = parsePointer(pointer);
  for (const [index, segment] of segments.entries()) {
    const next: Json | undefined = Array.isArray(value)
      ? /^\d+$/.test(segment)
        ? value[Number(segment)]
        : undefined
      : getOwn(value, segment);
    if (next === undefined) {
      const ref = getString(value, '$ref');
      if (ref !== null && !isLocal(ref)) return unread;
      return ref === null || hops === 0 ? undefined : walk(root, joinPointer(ref.slice(1), ...segments.slice(index)), hops - 1);
    }
    value = next;
    at = joinPointer(at, segment);
  }
  return { value, pointer: at };
}

/** Levels of nested nodes, through references. Readers of schemas recurse, and would run out of stack. */
const maxReferenceLevels = 600;

interface BrokenRef {
  readonly written: string;
  readonly pointer: string;
}

/** Reports each broken reference, and a top-level property that is missing or misspelt once for all uses. */
function describeBroken(document: JsonObject, broken: readonly BrokenRef[]): Finding[] {
  const absent = (ref: BrokenRef) => {
    const [first] = parsePointer(ref.written.slice(1));
    return first === undefined || Object.hasOwn(document, first) ? null : first;
  };
  const absences = new Set(broken.map(absent).filter((name) => name !== null));
  const missing = [...absences].flatMap((name) => {
    const refs = broken.filter((ref) => absent(ref) === name);
    const [first] = refs;
    const others = refs.length > 1 ? `, which ${refs.length} references lead to` : '';
    return first ? [brokenRef(first, `leads nowhere: the document has no ${JSON.stringify(name)}${others}`)] : [];
  });
  return [...missing, ...broken.filter((ref) => absent(ref) === null).map((ref) => brokenRef(ref, 'leads nowhere'))];
}

function brokenRef({ written, pointer }: BrokenRef, reason: string): Finding {
  return { code: 'ref-broken', message: `$ref ${show(written)} ${reason}`, fix: 'correct the path, or add the node it names', pointer };
}

/** Reports every reference that leads nowhere, and the first one that leads too deep. */
export function checkTargets(document: JsonObject): Finding[] {
  const broken: BrokenRef[] = [];
  const links: Link[] = [];
  const ref = (written: string, pointer: string) => {
    if (!isLocal(written)) return written;
    const target = resolveRef(document, written.slice(1));
    if (target) links.push({ pointer, target: target.pointer });
    else broken.push({ written, pointer });
    return written;
  };
  copyDocument(document, { ref });
  const findings = describeBroken(document, broken);
  const deep = findTooDeep(links, maxReferenceLevels);
  if (deep !== null)
    findings.push({
      code: 'limit',
      message: `from here, references lead more than ${maxReferenceLevels} levels into one another`,
      fix: 'let schemas nest less deeply, or join some of them',
      pointer: deep,
    });
  return findings;
}

/** A reference as problems quote it. */
export const show = (text: string) => JSON.stringify(text.length > 120 ? `${text.slice(0, 117)}...` : text);
