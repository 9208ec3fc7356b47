import type { Provider } from '../../catalogue/model/model.js';

/** A path that URLs leave unchanged, so that it can be compared with a request's path. */
const plainPath = /^\/[\w.~!$&'()*+,;=:@/-]*$/;

/**
 * The paths that accept each provider's requests, the printed one first: its channel's address, if that is a plain path
 * that no other provider has, and always `/webhooks/<key>`.
 */
export function assignAddresses(providers: readonly Pick<Provider, 'key' | 'channels'>[]): ReadonlyMap<string, readonly string[]> {
  const defaults = providers.map(({ key }) => `/webhooks/${key}`);
  const taken = new Set<string>();
  return new Map(
    providers.map(({ key, channels }, at) => {
      const defaultPath = defaults[at] ?? '';
      const addresses = channels.flatMap(({ address }) => (address !== null && isFree(address, defaultPath) ? [address] : []));
      for (const address of addresses) taken.add(address);
      return [key, [...new Set([...addresses, defaultPath])]];
    }),
  );

  function isFree(address: string, defaultPath: string): boolean {
    if (!plainPath.test(address) || taken.has(address) || address === '/') return false;
    // Dot segments never arrive: senders resolve them.
    if (new URL(address, 'http://localhost').pathname !== address) return false;
    return address === defaultPath || !defaults.includes(address);
  }
}
