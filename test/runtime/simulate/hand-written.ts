import { openBody } from '../../../runtime/src/request/open-body.js';
import { prepareSecrets } from '../../../runtime/src/verify/secrets.js';
import { verifySignature } from '../../../runtime/src/verify/verify-signature.js';
import type { Effect, SimulatedProvider } from '../../../testkit/src/simulate.js';

export interface Incoming {
  readonly request: Request;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly id: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/** A receiver as people write them, in steps that can be replaced one by one: each flaw is one step done as it is often done. */
export interface Steps {
  /** Before a byte of the body is read; null: go on. */
  before(request: Request): Response | null | Promise<Response | null>;
  readBody(request: Request): Promise<Uint8Array<ArrayBuffer> | Response>;
  /** Whether it is believed. */
  verify(incoming: Incoming): boolean | Promise<boolean>;
  /** A status to refuse a verified request with; null: it is taken. */
  refuse(incoming: Incoming): number | null;
  /** Whether it is new, and remembered from now on. */
  remember(seen: Set<string>, id: string): boolean | Promise<boolean>;
  /** What a duplicate is answered with. */
  readonly duplicate: number;
  readonly acknowledge: number;
  handle(effects: Effect[], incoming: Incoming): void | Promise<void>;
}

export interface HandWritten {
  fetch(request: Request): Promise<Response>;
  effects(): Promise<Effect[]>;
}

const maxBytes = 1024 * 1024;

async function readUpTo(request: Request): Promise<Uint8Array<ArrayBuffer> | Response> {
  const body = new Uint8Array(await request.arrayBuffer());
  return body.length > maxBytes ? new Response(null, { status: 413 }) : body;
}

export function handWritten(provider: SimulatedProvider, secrets: string[], now: () => number, flaw: Partial<Steps> = {}): HandWritten {
  const seen = new Set<string>();
  const effects: Effect[] = [];
  const running: unknown[] = [];
  const { signature } = provider;
  const keys = signature === null ? null : prepareSecrets(signature, secrets);
  const steps: Steps = {
    before: () => null,
    readBody: readUpTo,
    async verify({ request, body }) {
      if (signature === null || keys === null) return true;
      return (await verifySignature(signature, await keys(request), { headers: request.headers, body: openBody(body) }, now())) === null;
    },
    refuse: () => null,
    remember: (known, id) => !known.has(id) && known.add(id) === known,
    duplicate: 200,
    acknowledge: 200,
    handle: (done, { id, value }) => void done.push({ event: String(value['type']), id }),
    ...flaw,
  };

  async function fetch(request: Request): Promise<Response> {
    const early = await steps.before(request);
    if (early !== null) return early;
    const body = await steps.readBody(request);
    if (body instanceof Response) return body;
    const value = JSON.parse(new TextDecoder().decode(body)) as Record<string, unknown>;
    const id = request.headers.get('webhook-id') ?? String(value['id']);
    const incoming = { request, body, id, value };
    if (!(await steps.verify(incoming))) return new Response(null, { status: 401 });
    const refusal = steps.refuse(incoming);
    if (refusal !== null) return new Response(null, { status: refusal });
    if (!(await steps.remember(seen, id))) return new Response(null, { status: steps.duplicate });
    if (provider.events.includes(String(value['type']))) {
      const handled = steps.handle(effects, incoming);
      running.push(handled);
      await handled;
    }
    return new Response(null, { status: steps.acknowledge });
  }

  async function settle(): Promise<Effect[]> {
    await Promise.all(running);
    return effects;
  }

  return { fetch, effects: settle };
}
