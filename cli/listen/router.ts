import type { Receiver } from '@hookbook/runtime';
import { headersToShow } from '../../requests/shown-headers.js';
import type { ReceivedRecord } from './record.js';

/** Hands each request to the receiver of its path; where there is none, it answers 404 and tells so. */
export function createRouter(
  receivers: ReadonlyMap<string, Pick<Receiver, 'fetch'>>,
  addresses: ReadonlyMap<string, readonly string[]>,
  tell: (record: ReceivedRecord) => void,
): (request: Request) => Promise<Response> {
  const byPath = new Map([...addresses].flatMap(([key, paths]) => paths.map((path): [string, string] => [path, key])));
  const known = [...addresses.values()].map(([path]) => path);
  return async (request) => {
    const { pathname, search } = new URL(request.url);
    const receiver = receivers.get(byPath.get(pathname) ?? byPath.get(pathname.replace(/\/$/, '')) ?? '');
    if (receiver !== undefined) return receiver.fetch(request);
    tell({
      at: new Date().toISOString(),
      provider: null,
      ...{ method: request.method, path: pathname + search, status: 404, event: null, id: null, valid: null, errors: [], notes: [] },
      ...{
        outcome: 'refused',
        signature: 'not-looked-at',
        reason: 'no-such-address',
        body: null,
        headers: headersToShow(request.headers),
      },
      hints: [`no provider's address: there ${known.length === 1 ? 'is' : 'are'} ${known.join(', ')}`],
    });
    return new Response(null, { status: 404 });
  };
}
