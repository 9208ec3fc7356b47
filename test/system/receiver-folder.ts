import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Arrival } from '../../runtime/src/index.js';
import { sqliteInbox } from '../../runtime/src/sqlite.js';
import { emptyFolder, repository } from './hookbook.js';

export const arrival = (id: string, body = `{"id":"${id}"}`, event: string | null = 'order.created'): Arrival => ({
  provider: 'shop',
  id,
  event,
  body: Uint8Array.from(Buffer.from(body)),
  // As a runtime stored them that kept credentials.
  headers: [
    ['content-type', 'application/json'],
    ['X-Gitlab-Token', 'hush'],
    ['webhook-signature', 'v1,hush'],
  ],
  receivedAt: Date.parse('2026-01-02T03:04:05.678Z'),
  orderingKey: null,
});

/** A receiver's folder whose inbox holds a done, two dead, a conflicting and a pending delivery. */
export async function receiverFolder(): Promise<string> {
  const cwd = emptyFolder();
  mkdirSync(join(cwd, 'node_modules/@hookbook'), { recursive: true });
  symlinkSync(join(repository, 'runtime'), join(cwd, 'node_modules/@hookbook/runtime'));
  const inbox = sqliteInbox(join(cwd, 'inbox.db'));
  const store = async (...arrivals: Arrival[]) => {
    for (const one of arrivals) await inbox.store(one);
  };
  await store(arrival('done'), arrival('dead 1'), arrival('dead 2', '\u001b[2J', 'order.deleted'));
  const { leases } = await inbox.claim({ provider: 'shop', limit: 3, limits: {} });
  for (const lease of leases) {
    await inbox.settle(lease, lease.id === 'done' ? { state: 'done' } : { state: 'dead', error: 'Error: no \u001b[31mdatabase' });
  }
  await store(arrival('done', 'other'), arrival('waits', '{"id":"é"}', null));
  await inbox.close();
  return cwd;
}
