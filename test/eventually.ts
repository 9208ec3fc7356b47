import { vi } from 'vitest';

/** Waits until the check passes. vitest's own limit of a second is too short for a busy machine; this one is for what never comes. */
export const eventually = <T>(check: () => T | Promise<T>): Promise<T> => vi.waitFor(check, { timeout: 60_000, interval: 20 });
