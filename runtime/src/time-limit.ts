/** The error of an exceeded time limit. */
export class TimeLimitError extends Error {
  override readonly name = 'TimeLimitError';
}

/**
 * Resolves like `start` if that takes at most `limitMs` milliseconds. Otherwise rejects with a TimeLimitError and
 * aborts the signal that `start` was given; a later result is ignored.
 */
export async function withinTime<Value>(
  limitMs: number,
  what: string,
  start: (signal: AbortSignal) => Value | Promise<Value>,
): Promise<Value> {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = new TimeLimitError(`${what} took longer than ${limitMs} ms`);
      controller.abort(error);
      reject(error);
    }, limitMs);
  });
  try {
    return await Promise.race([start(controller.signal), timeout]);
  } finally {
    clearTimeout(timer);
  }
}
