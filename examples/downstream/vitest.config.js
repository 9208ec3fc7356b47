import { defineConfig } from 'vitest/config';

// The simulator and `conformance` send some hundred requests a test.
export default defineConfig({ test: { include: ['test/**/*.test.js'], testTimeout: 60_000 } });
