import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/**
 * `unit` is what to run while working. `system` starts processes, servers and databases.
 * The files of a project share a worker's modules, since loading them takes longer than most files run. A file restores
 * whatever it changes globally, and uses its own names to observe what happens once per process, such as a warning.
 */
const projects = {
  unit: ['unit', 'diff', 'golden', 'problems', 'smoke'],
  runtime: ['runtime'],
  conformance: ['conformance', 'flawed'],
  system: ['system', 'types'],
};

export default defineConfig({
  test: {
    // More than there are cores, as many tests wait for processes and timers.
    maxWorkers: Math.ceil(1.5 * availableParallelism()),
    projects: Object.entries(projects).map(([name, folders]) => ({
      test: {
        name,
        include: folders.map((folder) => `test/${folder}/**/*.test.ts`),
        isolate: false,
        // What is built or generated needs no transforming.
        server: { deps: { external: [/\/(?:dist|generated|hookbook-validators-\w+)\/.*\.js$/] } },
        globalSetup: name === 'conformance' || name === 'system' ? './test/system/shared-postgres.ts' : [],
        pool: 'forks',
        // For what hangs. The longest tests take a minute on a busy machine, and a figure should not decide whether one passes.
        testTimeout: 240_000,
        hookTimeout: 240_000,
        expect: { poll: { timeout: 60_000 } },
      },
    })),
  },
});
