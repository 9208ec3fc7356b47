/** What a time limit rejects with. */
export class TimeLimitError extends Error {
  override readonly name = 'TimeLimitError';
}

/**
 * What `start` resolves to, if it does within `limitMs` (milliseconds); otherwise rejects with a TimeLimitError that says so,
 * and the signal that `start` was given aborts. What it does after that goes nowhere.
 */
export async function withinTime<Value>(
  limitMs: number,
  what: string,
  start: (signal: AbortSignal) => Value | Promise<Value>,
): Promise<Value> {
  const aborting = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = new TimeLimitError(`${what} took longer than ${limitMs} ms`);
      aborting.abort(error);
      reject(error);
    }, limitMs);
  });
  try {
    return await Promise.race([start(aborting.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}
