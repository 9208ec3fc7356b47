import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { parse } from 'yaml';
import { repository } from './hookbook.js';

interface Document {
  readonly channels: Readonly<Record<string, { messages: Record<string, unknown> }>>;
  operations: Record<string, unknown>;
  readonly components: { messages: Record<string, unknown> };
}

/** A folder with this repository's document, reduced to these events (`gately.payment.succeeded`), as that is read much faster. */
export function folderWithEvents(events: readonly string[]): string {
  const document = parse(readFileSync(join(repository, 'asyncapi.yaml'), 'utf8')) as Document;
  const keep = (all: Record<string, unknown>, prefix = '') =>
    Object.fromEntries(Object.entries(all).filter(([name]) => events.includes(`${prefix}${name}`)));
  for (const [provider, channel] of Object.entries(document.channels)) channel.messages = keep(channel.messages, `${provider}.`);
  document.operations = keep(document.operations);
  document.components.messages = keep(document.components.messages);
  const folder = mkdtempSync(join(tmpdir(), 'hookbook-system-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'asyncapi.yaml'), JSON.stringify(document));
  return folder;
}
