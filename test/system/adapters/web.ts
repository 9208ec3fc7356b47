import type { Posted } from './requests.js';
import type { Difference } from './run-table.js';

/** The request as a host of web-standard functions gives it: repeated headers joined, a body that is a stream. */
export function toRequest({ method, path, headers, body, chunked }: Posted): Request {
  const joined = new Headers();
  for (const [name, value] of headers) joined.append(name, value);
  const bodiless = method === 'GET' || method === 'HEAD';
  if (!chunked && !bodiless) joined.set('content-length', String(body.length));
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      if (body.length > 0) controller.enqueue(body);
      controller.close();
    },
  });
  return new Request(`https://shop.example${path}`, { method, headers: joined, body: bodiless ? null : stream, ...{ duplex: 'half' } });
}

/** Where repeated headers arrive joined by commas. */
export const differencesOfJoined: Readonly<Record<string, Difference>> = {
  'two ids': { want: 401, reason: 'signature-mismatch', why: 'they arrive as one, which may hold a comma by itself; the signature tells' },
};

export const differencesOfWeb: Readonly<Record<string, Difference>> = {
  ...differencesOfJoined,
  TRACE: { why: 'the Fetch standard lets no Request have this method, so no host can hand one over' },
};
