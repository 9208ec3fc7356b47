import type { Json, JsonObject } from './model.js';
import { copyDocument } from './nodes.js';
import { own, ownString } from './own.js';
import { joinPointer, parsePointer } from './pointer.js';
import type { Finding } from './problem.js';
import { findDeep, type Link } from './reach.js';

/** References on the way to a node, before they count as a circle. */
const maxHops = 100;

/** Follows `$ref`s to a node that is none; undefined where they lead nowhere or in a circle. */
export function resolveRef(root: Json, pointer: string): { value: Json; pointer: string } | undefined {
  let at = pointer;
  for (let hops = 0; hops < maxHops; hops++) {
    const found = walk(root, at, maxHops - hops);
    if (!found) return undefined;
    const ref = ownString(found.value, '$ref');
    if (ref === null) return found;
    if (!ref.startsWith('#')) return unread;
    at = ref.slice(1);
  }
  return undefined;
}

/** What stands behind a reference that was reported: nobody knows. */
const unread = { value: null, pointer: '' };

/** The pointer of the same node with no reference on the way; as far as it leads anywhere. */
export function canonicalPointer(root: Json, pointer: string): string {
  const segments = parsePointer(pointer);
  for (let length = segments.length; length > 0; length--) {
    const found = walk(root, joinPointer('', ...segments.slice(0, length)), maxHops);
    if (found) return joinPointer(found.pointer, ...segments.slice(length));
  }
  return pointer;
}

/** The node at a pointer; `$ref`s on the way are followed, so the pointer that comes back may be another one. */
function walk(root: Json, pointer: string, hops: number): { value: Json; pointer: string } | undefined {
  let value: Json = root;
  let at = '';
  const segments = parsePointer(pointer);
  for (const [index, segment] of segments.entries()) {
    const next: Json | undefined = Array.isArray(value)
      ? /^\d+$/.test(segment)
        ? value[Number(segment)]
        : undefined
      : own(value, segment);
    if (next === undefined) {
      const ref = ownString(value, '$ref');
      if (ref !== null && !ref.startsWith('#')) return unread;
      return ref === null || hops === 0 ? undefined : walk(root, joinPointer(ref.slice(1), ...segments.slice(index)), hops - 1);
    }
    value = next;
    at = joinPointer(at, segment);
  }
  return { value, pointer: at };
}

/** Levels, those of referred nodes included: who reads schemas recurses, and the stack ends. */
const maxReach = 600;

interface BrokenRef {
  readonly written: string;
  readonly pointer: string;
}

/** Each broken reference; but where a member of the document itself is missing, or its name misspelt, that one thing, once. */
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

function brokenRef({ written, pointer }: BrokenRef, fault: string): Finding {
  return { code: 'ref-broken', message: `$ref ${show(written)} ${fault}`, fix: 'mend the path, or add the node it names', pointer };
}

/** Every reference that leads nowhere, and one that leads too deep. */
export function checkTargets(document: JsonObject): Finding[] {
  const broken: BrokenRef[] = [];
  const links: Link[] = [];
  const ref = (written: string, pointer: string) => {
    const target = /^#(?:\/|$)/.test(written) ? resolveRef(document, written.slice(1)) : undefined;
    if (target) links.push({ pointer, target: target.pointer });
    // What was reported already stands as it was written.
    if (/^#(?:\/|$)/.test(written) && !target) broken.push({ written, pointer });
    return written;
  };
  copyDocument(document, { ref });
  const findings = describeBroken(document, broken);
  const deep = findDeep(links, maxReach);
  if (deep !== null)
    findings.push({
      code: 'limit',
      message: `from here, references lead more than ${maxReach} levels into one another`,
      fix: 'let schemas nest less deeply, or join some of them',
      pointer: deep,
    });
  return findings;
}

/** A reference as problems quote it. */
export const show = (text: string) => JSON.stringify(text.length > 120 ? `${text.slice(0, 117)}...` : text);
