import type { RefusalReason } from '../refusal.js';

/** What an adapter knows of a request that a Request object cannot say. */
export interface RequestFacts {
  /** Header names (lower case) that occur more than once; null where the transport joins what is repeated, and no one can tell. */
  readonly repeated: ReadonlySet<string> | null;
  /** Something else has already read the body, and nothing is left of its exact bytes. */
  readonly bodyRead: boolean;
  /** Why the adapter refuses it; the Request is a stand-in then, for what no Request can hold. */
  readonly refused: RefusalReason | null;
}

const nothing: RequestFacts = { repeated: null, bodyRead: false, refused: null };
const known = new WeakMap<Request, RequestFacts>();

/** Keeps an adapter's facts for the receiver, and gives the request back. Beside the Request, so that no sender can set them. */
export function noteFacts(request: Request, facts: Partial<RequestFacts>): Request {
  known.set(request, { ...nothing, ...facts });
  return request;
}

/** The facts of a request; where it came by no adapter of ours, nothing is known. */
export function factsOf(request: Request): RequestFacts {
  return known.get(request) ?? nothing;
}

/**
 * A request that can't be made into one, for the receiver to refuse and report: nothing of it is read. It is a GET, so that it is
 * refused also where something between the adapter and the receiver makes a request of its own from it.
 */
export function standInFor(url: string, refused: RefusalReason): Request {
  return noteFacts(new Request(url), { refused });
}

/** Of names and values in turn, as node:http's `rawHeaders` has them, the names that occur more than once, in lower case. */
export function findRepeated(raw: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (let at = 0; at < raw.length; at += 2) {
    const name = (raw[at] ?? '').toLowerCase();
    (seen.has(name) ? repeated : seen).add(name);
  }
  return repeated;
}
