export interface Deadline {
  /** Resolves like the promise, or rejects when time is up; `late` receives a later result. */
  race<T>(promise: Promise<T>, late?: (value: T) => void): Promise<T>;
  clear(): void;
}

export function startDeadline(ms: number): Deadline {
  let expired = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const expiry = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      expired = true;
      reject(new Error(`the database did not answer within ${ms} ms`));
    }, ms);
  });
  expiry.catch(() => {}); // callers of race() get the rejection

  function race<T>(promise: Promise<T>, late?: (value: T) => void): Promise<T> {
    promise.then(
      (value) => {
        if (expired) late?.(value);
      },
      () => {},
    );
    return Promise.race([promise, expiry]);
  }

  return { race, clear: () => clearTimeout(timer) };
}
