import { createServer } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Receiver } from '../../../runtime/src/index.js';
import { toNodeListener } from '../../../runtime/src/node.js';
import { shopReceiver } from '../../runtime/sample-receiver.js';
import { post } from './requests.js';
import { runStreams, runTable } from './run-table.js';
import { serve } from './wire.js';

const mount = (receiver: Receiver) => serve(createServer(toNodeListener(receiver)));

describe('node:http', () => {
  runTable(mount);
  runStreams(mount);

  test('a header that a lenient parser lets through is refused, and the receiver hears of it', async () => {
    const refused: string[] = [];
    const receiver = shopReceiver({ onRefused: ({ reason }) => void refused.push(reason) });
    const served = await serve(createServer({ insecureHTTPParser: true }, toNodeListener(receiver)));
    onTestFinished(() => served.stop?.());
    const status = await served.send(post({}, { add: [['x-a', 'nothing\u0000more']] }));
    expect({ status, refused }).toEqual({ status: 400, refused: ['malformed-request'] });
  });
});
