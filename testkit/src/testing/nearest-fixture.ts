import { joinPointer } from '@hookbook/runtime/inspect';
import { isJsonObject } from '../json-value.js';
import type { FixtureFiles } from './fixture-files.js';
import { describeJson } from './words.js';

/** Further fixtures are not compared. */
const maxFixtures = 50;
const maxLeaves = 5_000;

/** The path of the event's fixture that has most in common with a payload; null if the event has none. */
export function findNearestFixture(files: FixtureFiles, provider: string, event: string, payload: unknown): string | null {
  const wanted = leavesOf(payload);
  let nearest: { readonly path: string; readonly distance: number } | null = null;
  for (const entry of files.entries(provider, event).slice(0, maxFixtures)) {
    const leaves = leavesOf(files.payload(provider, entry));
    const shared = [...leaves].filter((leaf) => wanted.has(leaf)).length;
    const distance = leaves.size + wanted.size - 2 * shared;
    if (nearest === null || distance < nearest.distance) nearest = { path: files.path(provider, entry), distance };
  }
  return nearest?.path ?? null;
}

/** Each location with and without its value, so that payloads of the same structure are similar. */
function leavesOf(value: unknown): Set<string> {
  const leaves = new Set<string>();
  const rest: [string, unknown][] = [['', value]];
  for (let next = rest.pop(); next !== undefined && leaves.size < maxLeaves; next = rest.pop()) {
    const [pointer, one] = next;
    leaves.add(pointer);
    if (Array.isArray(one)) for (const [at, item] of one.slice(0, 100).entries()) rest.push([joinPointer(pointer, at), item]);
    else if (isJsonObject(one)) for (const [name, member] of Object.entries(one)) rest.push([joinPointer(pointer, name), member]);
    else leaves.add(`${pointer}=${describeJson(one)}`);
  }
  return leaves;
}
