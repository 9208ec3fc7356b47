#!/usr/bin/env node
import { runCommandLine } from './program.js';

// A reader that stops early (`hookbook list | head`) is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await runCommandLine(process.argv.slice(2), process);
