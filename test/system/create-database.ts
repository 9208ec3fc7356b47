import { inject } from 'vitest';

/** Creates an empty database in the Postgres that test files share, and gives its connection string. */
export async function createDatabase(): Promise<string> {
  const response = await fetch(inject('databases'));
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return text;
}
