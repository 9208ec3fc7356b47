import { defineConfig, mergeConfig } from 'vitest/config';
import browser from '../vitest.config.js';

/** `npm run docs:screenshots`: no tests, but it needs the same site and the same browser. */
export default mergeConfig(
  { ...browser, test: { ...browser.test, include: [] } },
  defineConfig({ test: { include: ['test/browser/screenshots/take.ts'] } }),
);
