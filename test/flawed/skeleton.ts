import type { Program, Running, Site } from '../conformance/receiver/open-receiver.js';
import { readEvent } from './read-event.js';
import { createTable, type Row, type Table } from './table.js';
import { createVerifier, type Verifying } from './verify.js';

/**
 * A small receiver that keeps its promises, in steps that can be replaced one by one. Each of the flawed receivers beside it is this one
 * with one step done as it is often done. Its database is an array, with the commits and crashes of one.
 */
export interface Steps extends Verifying {
  /** The status to refuse a verified request with; null: it is taken. */
  refuse(body: Uint8Array): number | null;
  /** The body as it is kept. */
  bodyToKeep(body: Uint8Array): Uint8Array;
  /** Keeps a row; false where there was one of its id. */
  keep(table: Table, row: Row): Promise<boolean>;
  /** Takes a verified request in; the answer's status. */
  take(parts: Parts, row: Row): Promise<number>;
  /** Whether a run that began with this lease may still tell its end. */
  holds(row: Row, lease: number): boolean;
  /** How long a delivery waits after so many failures, in milliseconds. */
  waitAfter(failures: number): number;
}

/** What `take` puts in an order. */
export interface Parts {
  /** Resolves after the commit; false where the id was there already. */
  keep(row: Row): Promise<boolean>;
  /** Runs the handler until it is done or dead, over all its retries. Never rejects. */
  run(row: Row): Promise<void>;
}

const attempts = 5;

const correct: Omit<Steps, keyof Verifying> = {
  refuse: () => null,
  bodyToKeep: (body) => body,
  keep: (table, row) => table.insertUnlessThere(row),
  async take({ keep, run }, row) {
    if (await keep(row)) void run(row);
    return 202;
  },
  holds: (row, lease) => row.leases === lease,
  waitAfter: (failures) => 1_000 * 2 ** (failures - 1),
};

export function createSkeleton(flaw: Partial<Steps> = {}): Program {
  const steps = { ...correct, ...flaw };
  const rows: Row[] = [];

  function start(site: Site): Running {
    const table = createTable(rows, site);
    const verify = createVerifier(flaw, site.toleranceMs);
    const parts: Parts = { keep: (row) => steps.keep(table, row), run: runToTheEnd };

    async function fetch(request: Request): Promise<Response> {
      const body = new Uint8Array(await request.arrayBuffer());
      if (!verify(request.headers, body)) return new Response(null, { status: 401 });
      const refusal = steps.refuse(body);
      if (refusal !== null) return new Response(null, { status: refusal });
      const id = request.headers.get('webhook-id') ?? '';
      const row: Row = {
        id,
        body: steps.bodyToKeep(body),
        state: readEvent(body) === 'known' ? 'pending' : 'quarantined',
        failures: 0,
        leases: 0,
      };
      const status = await steps.take(parts, row).catch(() => 503);
      return new Response(null, { status });
    }

    async function runToTheEnd(row: Row): Promise<void> {
      row.leases += 1;
      const lease = row.leases;
      while (row.state === 'pending') {
        const handled = await site.handle(row.id, row.body).then(
          () => true,
          () => false,
        );
        if (!steps.holds(row, lease)) return; // another process has taken it over
        if (!handled) row.failures += 1;
        if (handled || row.failures === attempts) row.state = handled ? 'done' : 'dead';
        else await site.whileAlive(() => pass(steps.waitAfter(row.failures)));
      }
    }

    async function drain(): Promise<void> {
      while (rows.some(({ state }) => state === 'pending')) await pass(100);
    }

    for (const row of rows) void runToTheEnd(row); // what the process before left pending
    return { fetch, drain, close: async () => undefined };
  }

  return { start, stored: async () => [...rows], discard: async () => undefined };
}

const pass = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
