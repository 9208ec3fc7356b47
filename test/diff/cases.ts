import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { buildCatalogue } from '../../catalogue/build/build.js';
import { readChannels } from '../../catalogue/build/document.js';
import { lintExtensions } from '../../catalogue/lint/extension-rules.js';
import type { Catalogue, Json, JsonObject } from '../../catalogue/model/model.js';
import type { Finding } from '../../catalogue/model/problem.js';
import type { Verdict } from '../../diff/change.js';

/** One version of a small document: the channel `acme` with the events `order.created` and `order.deleted`, and what a case says otherwise. */
interface Version {
  /** The schema of `order.created`'s member `data`; `payload` is all of it instead. */
  readonly data?: Json;
  readonly payload?: Json;
  /** More of the message. */
  readonly message?: JsonObject;
  /** Instead of both: messages by name, each with `data` and what a message has. */
  readonly events?: Readonly<Record<string, JsonObject>>;
  /** Shared schemas. */
  readonly schemas?: JsonObject;
  /** More of the channel's x-webhook, and of the channel. */
  readonly webhook?: JsonObject;
  readonly channel?: JsonObject;
  /** Instead of the channel, and beside it. */
  readonly channels?: JsonObject;
  readonly document?: JsonObject;
}

interface Case {
  readonly name: string;
  readonly older: Version;
  readonly newer: Version;
  readonly today?: string;
  /** By `code @pointer` (of one that stands in a payload) the letters of the verdicts for receiver and provider, `-` for a side that isn't told. */
  readonly expect: Readonly<Record<string, string>>;
}

export interface Pair {
  readonly name: string;
  readonly older: Catalogue;
  readonly newer: Catalogue;
  readonly today: string;
  readonly expect: readonly Expected[];
}

export interface Expected {
  readonly code: string;
  readonly pointer: string | null;
  readonly receiver: Verdict | null;
  readonly provider: Verdict | null;
}

const folder = new URL('./cases/', import.meta.url);

function readPairs(): Pair[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .flatMap((file) =>
      (parse(readFileSync(new URL(file, folder), 'utf8')) as Case[]).map((one) => ({
        name: `${file.replace('.yaml', '')}: ${one.name}`,
        older: buildVersion(one.older),
        newer: buildVersion(one.newer),
        today: one.today ?? '2026-11-21',
        expect: Object.entries(one.expect).map(([key, letters]) => readExpected(key, letters)),
      })),
    );
}

const verdicts: Readonly<Record<string, Verdict | null>> = { B: 'breaking', R: 'risky', S: 'safe', '-': null };

function readExpected(key: string, letters: string): Expected {
  const [code = '', pointer = null] = key.split(' @');
  const [receiver, provider] = letters.split(' ').map((letter) => verdicts[letter]);
  if (receiver === undefined || provider === undefined) throw new Error(`${key}: ${letters} are no verdicts`);
  return { code, pointer, receiver, provider };
}

/** The catalogue of a version; throws where its document isn't in order. */
function buildVersion(version: Version): Catalogue {
  const document = buildDocument(version);
  const findings: Finding[] = [...lintExtensions(document, readChannels(document))];
  const catalogue = buildCatalogue(document, (finding) => findings.push(finding));
  const faults = findings.filter(({ code }) => code !== 'indistinguishable-events' && code !== 'no-events');
  if (faults.length > 0) throw new Error(`${JSON.stringify(version)}: ${JSON.stringify(faults)}`);
  return catalogue;
}

function buildDocument(version: Version): JsonObject {
  const events = version.events ?? { 'order.created': eventOf(version), 'order.deleted': {} };
  const messages = Object.fromEntries(Object.entries(events).map(([name, event]) => [name, buildMessage(name, event)]));
  const channel = { address: '/acme', messages, ...version.channel, 'x-webhook': { provider: 'acme', ...version.webhook } };
  return {
    asyncapi: '3.1.0',
    info: { title: 'Acme', version: '1.0.0' },
    channels: version.channels ?? { acme: channel },
    ...version.document,
    components: { schemas: version.schemas ?? {}, ...(version.document?.['components'] as JsonObject | undefined) },
  };
}

const eventOf = ({ data, payload, message }: Version): JsonObject => ({
  ...(data === undefined ? {} : { data }),
  ...(payload === undefined ? {} : { payload }),
  ...message,
});

function buildMessage(name: string, { data, payload, ...message }: JsonObject): JsonObject {
  const built: Json = {
    type: 'object',
    required: ['type', ...(data === undefined ? [] : ['data'])],
    properties: { type: { const: name }, ...(data === undefined ? {} : { data }) },
  };
  return { ...message, payload: payload ?? built };
}

/** Every pair of the table, named by its file. */
export const pairs: readonly Pair[] = readPairs();
