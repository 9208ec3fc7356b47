import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { emptyFolder } from './hookbook.js';
import { buildApps, checkSyntax, installPackages, writeApps } from './scaffolded.js';

/** What would get out of a literal, a comment, a template, a shell or a page that takes it raw. */
const awkward = [
  `'];process.exit(1);//`,
  `\`\${process.exit(2)}\``,
  '*/process.exit(3);/*',
  '"; process.exit(4); "',
  'a\nprocess.exit(5)\n',
  'a\u2028process.exit(6)\u2029',
  '\u202egnp.exe',
  '{{constructor}} {{{receiver}}} {{/each}}',
  '</script><!-- -->',
  '$(touch owned) `touch owned`',
  'back\\slash\\',
  "l'événement « créé »",
];
const names = [
  'constructor',
  'prototype',
  'toString',
  'default',
  'class',
  'await',
  'on',
  'a.b.c',
  'a.b',
  'order-paid',
  '1st',
  '_',
  'Éléphant.créé',
];

const line = awkward.filter((text) => !/[\p{C}\p{Z}]/u.test(text.replaceAll(' ', ''))).join(' ');

const odd = [...names, ...awkward];
const many = Array.from({ length: 300 }, (_, at) => `many.${at}`);

/** A document whose providers, events and texts are all of it; an event for each text, and one provider with 300 plain ones beside. */
function describeDocument(): string {
  const message = (name: string, at: number) => ({
    title: awkward[at % awkward.length],
    summary: awkward[(at + 1) % awkward.length],
    description: name.startsWith('many') ? 'Vient d’arriver.' : `${awkward.join('\n\n')}\n\n@deprecated {@link x}`,
    payload: {
      type: 'object',
      required: ['type', 'id'],
      properties: { type: { const: name }, id: { type: 'string' }, [awkward[at % awkward.length] ?? '']: { type: 'string' } },
    },
    examples: [{ payload: { type: name, id: awkward.join('') } }],
  });
  const channel = (provider: string, events: readonly string[], signature: object | null) => ({
    address: `/webhooks/${provider}`,
    messages: Object.fromEntries(events.map((name, at) => [name, message(name, at)])),
    'x-webhook': {
      provider,
      title: line,
      ...(signature === null ? {} : { signature }),
      dedupe: ['/id'],
      delivery: { acknowledge: [202], notify: line, note: awkward.join('\n\n') },
    },
  });
  const signature = {
    header: 'X-Signature',
    algorithm: 'hmac-sha512',
    encoding: 'hex',
    prefix: `v0=\`\${1}\`'*/`,
    signed: "`$'*/{header:x-request-time}\\{/id}\n{body}",
    timestamp: 'header:x-request-time',
    tolerance: 'PT5M',
  };
  return JSON.stringify({
    asyncapi: '3.1.0',
    info: { title: 'Hostile', version: '1.0.0' },
    channels: {
      hostile: channel('hostile', [...odd, ...many], signature),
      open: channel('open', odd, null),
      keys: channel('keys', odd, { ...signature, algorithm: 'ed25519' }),
    },
  });
}

describe('an app for a document that would get out', () => {
  it('compiles, and what the document says stays data', async () => {
    const folder = emptyFolder();
    installPackages(folder);
    writeFileSync(join(folder, 'asyncapi.yaml'), describeDocument());
    const apps = await writeApps(folder, join(folder, 'asyncapi.yaml'));
    expect(apps).toHaveLength(21);
    expect(
      await buildApps(
        folder,
        apps.map(({ app }) => app),
      ),
    ).toEqual([]);
    const { handlers } = (await import(pathToFileURL(join(folder, 'hostile-node/dist/handlers.js')).href)) as { handlers: object };
    expect(Object.keys(handlers).sort()).toEqual([...odd, ...many].sort());
    // Only the provider can sign for its public key.
    expect(readdirSync(join(folder, 'keys-node'))).not.toContain('send.mjs');
    expect(readFileSync(join(folder, 'keys-node/.env.example'), 'utf8')).toContain('KEYS_WEBHOOK_PUBLIC_KEY=');
    for (const { app } of apps.filter(({ provider }) => provider !== 'keys')) {
      expect(checkSyntax(join(folder, app, 'send.mjs'))).toBe('');
      expect(JSON.parse(readFileSync(join(folder, app, 'event.json'), 'utf8'))).toEqual({ type: 'constructor', id: awkward.join('') });
      expect(readFileSync(join(folder, app, 'README.md'), 'utf8')).not.toMatch(/[\u2028\u2029\u202e]|<script|<!--/);
    }
    expect(readdirSync(folder)).not.toContain('owned');
  });
});
