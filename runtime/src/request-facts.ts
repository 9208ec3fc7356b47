/** What an adapter knows of a request that a Request object cannot say. */
export interface RequestFacts {
  /** Header names (lower case) that occur more than once. */
  readonly repeated: ReadonlySet<string>;
  /** Something else has already read the body. */
  readonly bodyRead: boolean;
}

const known = new WeakMap<Request, RequestFacts>();

/** Keeps an adapter's facts for the receiver. Beside the Request, so that no sender can set them. */
export function noteFacts(request: Request, facts: RequestFacts): void {
  known.set(request, facts);
}

/** The facts of a request; null where it came by no adapter of ours and repeated headers arrive joined by `, `. */
export function factsOf(request: Request): RequestFacts | null {
  return known.get(request) ?? null;
}
