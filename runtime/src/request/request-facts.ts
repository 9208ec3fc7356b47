import type { RefusalReason } from '../refusal.js';

/** What an adapter knows about a request that a Request cannot express. */
export interface RequestFacts {
  /** Names (lower case) of headers that occur more than once; null if the transport joins repeated headers. */
  readonly repeated: ReadonlySet<string> | null;
  /** Something else has read the body, and its exact bytes are gone. */
  readonly bodyRead: boolean;
  /** Why the adapter refuses the request; then the Request is only a placeholder. */
  readonly refused: RefusalReason | null;
}

const noFacts: RequestFacts = { repeated: null, bodyRead: false, refused: null };
const factsByRequest = new WeakMap<Request, RequestFacts>();

/** Attaches an adapter's facts and returns the request. A sender can't set them: they are outside the Request. */
export function attachFacts(request: Request, facts: Partial<RequestFacts>): Request {
  factsByRequest.set(request, { ...noFacts, ...facts });
  return request;
}

/** The facts of a request; none if no adapter of ours created it. */
export function factsOf(request: Request): RequestFacts {
  return factsByRequest.get(request) ?? noFacts;
}

/**
 * A placeholder for a request that no Request can represent. The receiver refuses and reports it without reading it. It
 * is a GET so that it is refused even if something in between copies it into a new Request.
 */
export function createPlaceholder(url: string, refused: RefusalReason): Request {
  return attachFacts(new Request(url), { refused });
}

/** Finds repeated names (in lower case) in alternating names and values, such as `rawHeaders` of node:http. */
export function findRepeated(raw: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (let at = 0; at < raw.length; at += 2) {
    const name = (raw[at] ?? '').toLowerCase();
    (seen.has(name) ? repeated : seen).add(name);
  }
  return repeated;
}
