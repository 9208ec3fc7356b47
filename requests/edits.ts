import { maxDepth } from '@hookbook/runtime/inspect';
import type { Json, JsonObject } from '../catalogue/model/model.js';
import { joinPointer, parsePointer } from '../catalogue/model/pointer.js';
import { getOwn, isObject, mapProperties, setOwn } from '../catalogue/model/properties.js';

/** What an option changes in a payload. */
export type Edit =
  | { readonly kind: 'set'; readonly pointer: string; readonly value: Json }
  | { readonly kind: 'unset'; readonly pointer: string };

/** An edit that can't be read or made. The message names its option and the location in the payload. */
export class EditError extends Error {
  override readonly name = 'EditError';
}

/**
 * Reads `POINTER=VALUE`: an RFC 6901 pointer up to the first `=`, then a value. The value is JSON if it parses,
 * otherwise text. Throws an EditError.
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
  if (pointer === '') throw new EditError("--unset needs a pointer: the payload itself can't be removed");
  return { kind: 'unset', pointer };
}

function checkPointer(option: string, pointer: string): string {
  if (pointer !== '' && !pointer.startsWith('/'))
    throw new EditError(`${option} ${quote(pointer)} is not a JSON pointer (RFC 6901): it must start with a slash, such as /data/amount`);
  if (/~(?![01])/.test(pointer))
    throw new EditError(`${option} ${quote(pointer)} is not a JSON pointer (RFC 6901): write ~0 for a ~ in a name, and ~1 for a /`);
  if (parsePointer(pointer).length > maxDepth) throw new EditError(`${option}: the pointer has more than ${maxDepth} names`);
  return pointer;
}

function parseValue(text: string, pointer: string): Json {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return text;
  }
  if (isExact(value)) return value;
  throw new EditError(
    `--set ${pointer}: ${quote(text)} has a number that JavaScript can't represent exactly; write '"…"' to send it as text`,
  );
}

/** Whether no integer was rounded and no number became infinite. Without recursion, since JSON may be deep. */
function isExact(root: Json): boolean {
  const open: Json[] = [root];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value === 'number' && (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value)))) return false;
    if (typeof value === 'object' && value !== null) for (const child of Object.values(value)) open.push(child);
  }
  return true;
}

/** A copy of the payload with all edits made in order. Throws an EditError. */
export function applyEdits(payload: Json, edits: readonly Edit[]): Json {
  return edits.reduce((edited, edit) => change(edited, { edit, path: parsePointer(edit.pointer), at: 0 }), payload);
}

/** An edit that has followed its path to a name. */
interface Step {
  readonly edit: Edit;
  readonly path: readonly string[];
  /** How many names it has followed. */
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
  if (isObject(target)) return changeProperty(target, name, next);
  throw new EditError(`${describeOption(step)}: ${locate(step)} is ${describe(target)}, which has no properties or items`);
}

function changeProperty(target: JsonObject, name: string, next: Step): Json {
  const old = getOwn(target, name);
  if (next.edit.kind === 'unset' && old === undefined) throw missing(next);
  if (next.edit.kind === 'unset' && next.at === next.path.length) {
    return Object.fromEntries(Object.entries(target).filter(([key]) => key !== name));
  }
  const changed = change(old, next);
  const result: Record<string, Json> = { ...mapProperties(target, (property) => property) };
  setOwn(result, name, changed);
  return result;
}

function changeItem(target: readonly Json[], name: string, next: Step): Json {
  const index = name === '-' ? target.length : /^(?:0|[1-9][0-9]*)$/.test(name) ? Number(name) : Number.NaN;
  const before = { ...next, at: next.at - 1 };
  if (Number.isNaN(index))
    throw new EditError(`${describeOption(next)}: ${locate(before)} is an array: ${quote(name)} is neither an index nor -`);
  if (next.edit.kind === 'unset' && index >= target.length) throw missing(next);
  if (index > target.length) {
    throw new EditError(`${describeOption(next)}: ${locate(before)} has ${target.length} items: the next one is ${target.length}, or -`);
  }
  if (next.edit.kind === 'unset' && next.at === next.path.length) return target.filter((_, at) => at !== index);
  return [...target.slice(0, index), change(target[index], next), ...target.slice(index + 1)];
}

const describeOption = ({ edit }: Step) => `--${edit.kind} ${edit.pointer}`;
const missing = (step: Step) => new EditError(`${describeOption(step)}: there is nothing at ${locate(step)}`);
const quote = (text: string) => JSON.stringify(text);

/** The location that an edit has reached, as a pointer. */
const locate = ({ path, at }: Step) => joinPointer('', ...path.slice(0, at)) || 'the payload itself';

function describe(value: Json): string {
  if (value === null) return 'null';
  return typeof value === 'string' ? 'a string' : `a ${typeof value}`;
}
