const quietMs = 60_000;

/** Whether to report something: at most once a minute per key, so that a flood of failures doesn't flood the log. */
export function createThrottle<Key>(now: () => number = () => performance.now()): (key: Key) => boolean {
  const last = new Map<Key, number>();
  return (key) => {
    const at = now();
    if (Math.abs(at - (last.get(key) ?? Number.NEGATIVE_INFINITY)) < quietMs) return false;
    last.set(key, at);
    return true;
  };
}
