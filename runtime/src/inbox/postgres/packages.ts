/** Both packages are optional: they are loaded when an inbox connects. */
export async function loadPg() {
  const { default: pg } = await import('pg').catch(throwMissingPackages);
  return pg;
}

export async function loadBoss() {
  const { default: PgBoss } = await import('pg-boss').catch(throwMissingPackages);
  return PgBoss;
}

function throwMissingPackages(cause: unknown): never {
  throw new Error('postgresInbox needs the packages pg and pg-boss, which @hookbook/runtime does not include: npm install pg pg-boss@10', {
    cause,
  });
}
