export interface Deadline {
  /** What the promise gives, or a rejection when the time is up; `late` gets what comes after that. */
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
  expiry.catch(() => {}); // whoever races hears of it

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
