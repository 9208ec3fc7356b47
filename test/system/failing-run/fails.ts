import { expect, test } from 'vitest';
import { createDatabase } from '../create-database.js';

test('fails after it has used the shared Postgres', async () => {
  expect(await createDatabase()).toBe('');
});
