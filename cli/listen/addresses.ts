import type { Provider } from '../../catalogue/model/model.js';

/** A path that a URL has as it is written, so that it can be compared with that of a request. */
const plainPath = /^\/[\w.~!$&'()*+,;=:@/-]*$/;

/**
 * The paths at which each provider's requests are taken, the first one as it is said: the address of its channel, where that is a plain
 * path that is no other's, and always `/webhooks/<key>`.
 */
export function assignAddresses(providers: readonly Pick<Provider, 'key' | 'channels'>[]): ReadonlyMap<string, readonly string[]> {
  const usual = providers.map(({ key }) => `/webhooks/${key}`);
  const taken = new Set<string>();
  return new Map(
    providers.map(({ key, channels }, at) => {
      const own = usual[at] ?? '';
      const addresses = channels.flatMap(({ address }) => (address !== null && isFree(address, own) ? [address] : []));
      for (const address of addresses) taken.add(address);
      return [key, [...new Set([...addresses, own])]];
    }),
  );

  function isFree(address: string, own: string): boolean {
    if (!plainPath.test(address) || taken.has(address) || address === '/') return false;
    // Dot segments would never come: senders resolve them.
    if (new URL(address, 'http://localhost').pathname !== address) return false;
    return address === own || !usual.includes(address);
  }
}
