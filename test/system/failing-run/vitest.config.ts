import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['test/system/failing-run/fails.ts'], globalSetup: './test/system/shared-postgres.ts', testTimeout: 240_000 },
});
