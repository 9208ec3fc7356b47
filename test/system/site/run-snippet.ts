import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { environmentNames } from '../../../catalogue/model/environment.js';
import type { Provider, WebhookEvent } from '../../../catalogue/model/model.js';
import { openContract } from '../../../requests/contract.js';
import { createReceiver, type SignedOptions } from '../../../runtime/src/index.js';
import { toNodeListener } from '../../../runtime/src/node.js';
import { describeCurl } from '../../../site/build/snippets/index.js';

export interface Served {
  readonly origin: string;
  /** What became of each request, in order; `valid` is the event's name. */
  readonly outcomes: readonly string[];
  readonly addresses: readonly string[];
}

/** A receiver of the provider on a free port, made of the document; it says what became of each request. */
export async function serve(provider: Provider, secret: string): Promise<Served> {
  const outcomes: string[] = [];
  const addresses: string[] = [];
  const trust = provider.signature === null ? { unsigned: true } : { secrets: [secret] };
  const receiver = createReceiver(openContract(provider) as never, {
    ...(trust as unknown as Pick<SignedOptions<object>, 'secrets'>),
    on: { '*': (_: unknown, { event }: { event: string }) => void outcomes.push(`handled ${event}`) } as never,
    onUnknown: () => void outcomes.push('unknown'),
    onInvalid: (_, errors) => void outcomes.push(`invalid ${JSON.stringify(errors)}`),
    onRefused: ({ reason }) => void outcomes.push(`refused: ${reason}`),
    onReceive: (received) => void ('outcome' in received && received.outcome === 'duplicate' && outcomes.push('duplicate')),
  });
  const listener = toNodeListener(receiver);
  const server = createServer((request, response) => {
    addresses.push(request.url ?? '');
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    await new Promise((resolve) => server.close(resolve));
    await receiver.close();
  });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, outcomes, addresses };
}

export interface Run {
  readonly code: number;
  readonly status: string;
  readonly stderr: string;
}

/** Runs the event's snippet as it is pasted, with the receiver's port for the one that it names. */
export function runSnippet(event: WebhookEvent, provider: Provider, { origin }: Served, secret: string | null, shell = 'sh'): Promise<Run> {
  const snippet = describeCurl(event, provider);
  if (snippet.kind === 'none') throw new Error(`${event.key}: ${snippet.reason}`);
  return runShell(shell, snippet.text.replace('http://127.0.0.1:3000', origin), {
    ...(secret === null ? {} : { [environmentNames(provider).secret]: secret }),
  });
}

/** A home without a file keeps the shell's and curl's own settings out. */
export async function runShell(shell: string, program: string, env: Readonly<Record<string, string>>): Promise<Run> {
  const { PATH = '' } = process.env;
  const { error, stdout, stderr } = await new Promise<{ error: Error | null; stdout: string; stderr: string }>((resolve) => {
    execFile(
      shell,
      ['-c', program],
      { env: { PATH, HOME: fileURLToPath(new URL('.', import.meta.url)), NO_PROXY: '127.0.0.1', ...env } },
      (error, stdout, stderr) => resolve({ error, stdout, stderr }),
    );
  });
  if (error !== null && (error as NodeJS.ErrnoException).code === 'ENOENT') throw error;
  const code = error === null ? 0 : Number((error as { code?: unknown }).code);
  return { code, status: stdout.trimEnd().split('\n').at(-1) ?? '', stderr };
}
