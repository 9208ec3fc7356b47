import type { Receiver } from '@hookbook/runtime';
import { headersToShow } from '../../requests/shown-headers.js';
import type { ReceivedRecord } from './record.js';

/** Passes each request to the receiver of its path; if there is none, answers 404 and reports it. */
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
      hints: [`no provider has this path; known paths: ${known.join(', ')}`],
    });
    return new Response(null, { status: 404 });
  };
}
