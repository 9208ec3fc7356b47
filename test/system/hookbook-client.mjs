// The command `hookbook` of hookbook-command.ts: has the test's process run it, and prints what it printed.
import { createConnection } from 'node:net';
import { text } from 'node:stream/consumers';

const [port, ...args] = process.argv.slice(2);
const socket = createConnection(Number(port), '127.0.0.1');
socket.write(`${JSON.stringify({ args, cwd: process.cwd(), env: process.env })}\n`);
const { code, printed } = JSON.parse(await text(socket));
for (const { stream, text } of printed) process[stream].write(text);
process.exitCode = code;
