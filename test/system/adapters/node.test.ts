import { createServer } from 'node:http';
import { describe } from 'vitest';
import type { Receiver } from '../../../runtime/src/index.js';
import { toNodeListener } from '../../../runtime/src/node.js';
import { runStreams, runTable } from './run-table.js';
import { serve } from './wire.js';

const mount = (receiver: Receiver) => serve(createServer(toNodeListener(receiver)));

describe('node:http', () => {
  runTable(mount);
  runStreams(mount);
});
