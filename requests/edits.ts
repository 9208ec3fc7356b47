import type { Json, JsonObject } from '../catalogue/model/model.js';
import { isObject, mapMembers, own, setOwn } from '../catalogue/model/own.js';
import { joinPointer, parsePointer } from '../catalogue/model/pointer.js';

/** No receiver reads deeper. */
const deepest = 512;

/** What an option changes in a payload. */
export type Edit =
  | { readonly kind: 'set'; readonly pointer: string; readonly value: Json }
  | { readonly kind: 'unset'; readonly pointer: string };

/** An edit that can't be read, or can't be made; the message names its option and the place in the payload. */
export class EditError extends Error {
  override readonly name = 'EditError';
}

/**
 * Reads `POINTER=VALUE`: an RFC 6901 pointer up to the first `=`, and a value that is JSON where it parses, else text; nothing after
 * the `=` is the empty text. Throws an EditError.
 */
export function parseSet(text: string): Edit {
  const at = text.indexOf('=');
  if (at < 0) throw new EditError(`--set ${quote(text)} has no value: write --set POINTER=VALUE, such as /data/amount=1`);
  const pointer = checkPointer('--set', text.slice(0, at));
  return { kind: 'set', pointer, value: parseValue(text.slice(at + 1), pointer) };
}

/** Reads the pointer of `--unset`. Throws an EditError. */
export function parseUnset(text: string): Edit {
  const pointer = checkPointer('--unset', text);
  if (pointer === '') throw new EditError('--unset needs a pointer: the payload itself has to stay');
  return { kind: 'unset', pointer };
}

function checkPointer(option: string, pointer: string): string {
  if (pointer !== '' && !pointer.startsWith('/'))
    throw new EditError(`${option} ${quote(pointer)} is no JSON pointer (RFC 6901): it must begin with a slash, such as /data/amount`);
  if (/~(?![01])/.test(pointer))
    throw new EditError(`${option} ${quote(pointer)} is no JSON pointer (RFC 6901): ~ in a name is written ~0, and / is written ~1`);
  if (parsePointer(pointer).length > deepest) throw new EditError(`${option}: a pointer of more than ${deepest} names leads too deep`);
  return pointer;
}

function parseValue(text: string, pointer: string): Json {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return text; // not JSON: text, as it is
  }
  if (isExact(value)) return value;
  throw new EditError(`--set ${pointer}: ${quote(text)} has a number that JavaScript can't hold exactly; as text it is '"…"'`);
}

/** Whether the numbers go out as they came in: no integer was rounded, none became infinite. By hand, since JSON may be deep. */
function isExact(root: Json): boolean {
  const open: Json[] = [root];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value === 'number' && (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value)))) return false;
    if (typeof value === 'object' && value !== null) for (const member of Object.values(value)) open.push(member);
  }
  return true;
}

/** The payload with all edits made, one after the other; the one given stays as it is. Throws an EditError. */
export function applyEdits(payload: Json, edits: readonly Edit[]): Json {
  return edits.reduce((edited, edit) => change(edited, { edit, path: parsePointer(edit.pointer), at: 0 }), payload);
}

/** Where an edit has come to: so many names of its path are behind it. */
interface Step {
  readonly edit: Edit;
  readonly path: readonly string[];
  readonly at: number;
}

function change(target: Json | undefined, step: Step): Json {
  const { edit, path, at } = step;
  const name = path[at];
  if (name === undefined) return edit.kind === 'set' ? edit.value : (target ?? null);
  const next = { ...step, at: at + 1 };
  if (target === undefined) {
    if (edit.kind === 'unset') throw missing(step);
    return change(name === '-' || name === '0' ? [] : {}, step);
  }
  if (Array.isArray(target)) return changeItem(target, name, next);
  if (isObject(target)) return changeMember(target, name, next);
  throw new EditError(`${say(step)}: ${place(step)} is ${describe(target)}, and nothing can stand below it`);
}

function changeMember(target: JsonObject, name: string, next: Step): Json {
  const old = own(target, name);
  if (next.edit.kind === 'unset' && old === undefined) throw missing(next);
  if (next.edit.kind === 'unset' && next.at === next.path.length) {
    return Object.fromEntries(Object.entries(target).filter(([key]) => key !== name));
  }
  const changed = change(old, next);
  const result: Record<string, Json> = { ...mapMembers(target, (member) => member) };
  setOwn(result, name, changed);
  return result;
}

function changeItem(target: readonly Json[], name: string, next: Step): Json {
  const index = name === '-' ? target.length : /^(?:0|[1-9][0-9]*)$/.test(name) ? Number(name) : Number.NaN;
  const before = { ...next, at: next.at - 1 };
  if (Number.isNaN(index)) throw new EditError(`${say(next)}: ${place(before)} is an array: ${quote(name)} is neither an index nor -`);
  if (next.edit.kind === 'unset' && index >= target.length) throw missing(next);
  if (index > target.length) {
    throw new EditError(`${say(next)}: ${place(before)} has ${target.length} items: the next one is ${target.length}, or -`);
  }
  if (next.edit.kind === 'unset' && next.at === next.path.length) return target.filter((_, at) => at !== index);
  return [...target.slice(0, index), change(target[index], next), ...target.slice(index + 1)];
}

const say = ({ edit }: Step) => `--${edit.kind} ${edit.pointer}`;
const missing = (step: Step) => new EditError(`${say(step)}: there is nothing at ${place(step)}`);
const quote = (text: string) => JSON.stringify(text);

/** The place that an edit has come to, as a pointer. */
const place = ({ path, at }: Step) => joinPointer('', ...path.slice(0, at)) || 'the payload itself';

function describe(value: Json): string {
  if (value === null) return 'null';
  return typeof value === 'string' ? 'a string' : `a ${typeof value}`;
}
