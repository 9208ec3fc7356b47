import type pg from 'pg';
import type { PostgresPool } from '../../runtime/src/postgres.js';

/** What one statement read, its plan included. */
interface Reading {
  readonly text: string;
  readonly blocks: number;
  readonly plan: string;
}

interface Plan {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly Plans?: readonly Plan[];
}

export interface CountingPool {
  readonly pool: PostgresPool;
  /** What ran since the last call, dearest first. */
  takeReadings(): Reading[];
}

/**
 * A pool that counts the blocks each statement of a transaction touches, in the cache or on disk. It has every statement explained
 * and undone before it runs.
 */
export function countBlocks(pool: pg.Pool): CountingPool {
  let readings: Reading[] = [];

  async function explain(client: pg.PoolClient, text: string, values?: unknown[]): Promise<void> {
    await client.query('savepoint explained');
    const { rows } = await client.query(`explain (analyze, buffers, format json) ${text}`, values);
    await client.query('rollback to savepoint explained');
    const plan = rows[0]['QUERY PLAN'][0].Plan as Plan;
    readings.push({ text, blocks: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'], plan: describePlan(plan) });
  }

  async function connect() {
    const client = await pool.connect();
    let transacting = false;
    return {
      async query(text: string, values?: unknown[]) {
        if (/^begin\b/.test(text)) transacting = true;
        else if (text === 'commit') transacting = false;
        else if (transacting && /^\s*(select|with|insert|update|delete)\b/i.test(text)) await explain(client, text, values);
        return client.query(text, values);
      },
      release: (destroy?: Error | boolean) => client.release(destroy),
      on: (event: 'error', listener: (error: Error) => void) => client.on(event, listener),
      off: (event: 'error', listener: (error: Error) => void) => client.off(event, listener),
    };
  }

  function takeReadings(): Reading[] {
    const taken = readings.sort((left, right) => right.blocks - left.blocks);
    readings = [];
    return taken;
  }

  return {
    pool: { connect, on: (event, listener) => pool.on(event, listener), off: (event, listener) => pool.off(event, listener) },
    takeReadings,
  };
}

function describePlan({ 'Node Type': type, 'Index Name': index, Plans: plans = [] }: Plan): string {
  return [index === undefined ? type : `${type} of ${index}`, ...plans.map((plan) => `(${describePlan(plan)})`)].join(' ');
}
