import { valueAt } from '@hookbook/runtime/inspect';
import { fixedPointers } from './facts.js';
import { listScalars, replaceAt } from './pointers.js';
import type { SimulatedProvider } from './provider.js';

/** Another value like this one. A time becomes one second earlier, so that only the signature reveals the change. */
export function alterValue(old: unknown): unknown {
  if (typeof old === 'number') return old - 1;
  if (typeof old === 'boolean') return !old;
  const text = String(old);
  if (/^\d{1,15}$/.test(text)) return String(Number(text) - 1);
  return /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d/.test(text) ? new Date(Date.parse(text) - 1000).toISOString() : `${text}0`;
}

/** The payload with another value at the pointer. */
export function alterAt(payload: unknown, pointer: string): unknown {
  return replaceAt(payload, pointer, alterValue(valueAt(payload, pointer)));
}

/** The payload with another value that neither identifies the event nor is signed by itself; a number if it has one. */
export function alterPayload(provider: SimulatedProvider, payload: unknown): unknown {
  const fixed = fixedPointers(provider);
  const free = listScalars(payload, 100).filter(({ pointer, value }) => value !== null && !fixed.includes(pointer));
  const chosen = free.find(({ value }) => typeof value === 'number') ?? free[0];
  return chosen === undefined ? replaceAt(payload, '/hookbook', true) : alterAt(payload, chosen.pointer);
}
