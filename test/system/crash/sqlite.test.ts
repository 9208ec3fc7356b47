import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { sqliteInbox } from '../../../runtime/src/sqlite.js';
import { describeCrashes } from './crash-suite.js';

const folder = mkdtempSync(join(tmpdir(), 'hookbook-crash-'));
let files = 0;

afterAll(() => rmSync(folder, { recursive: true }));

describeCrashes('SQLite', async () => {
  const place = join(folder, `inbox-${++files}.db`);
  return { database: 'sqlite', place, open: () => sqliteInbox(place) };
});
