import { defineConfig } from 'vitest/config';

/** The tests in a real browser: apart from the others, which need none. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.browser.ts'],
    globalSetup: ['test/browser/build-site.ts'],
    testTimeout: 120_000,
    hookTimeout: 900_000,
    pool: 'forks',
    // A file keeps three pages busy; more files at once only wait for one another.
    maxWorkers: 1,
  },
});
