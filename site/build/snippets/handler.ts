import { environmentNames } from '../../../catalogue/model/environment.js';
import type { Provider, WebhookEvent } from '../../../catalogue/model/model.js';
import { propertyKey, sourceText, tsString } from '../../../catalogue/model/source-text.js';
import { labelsFor } from '../../../generators/reference/labels.js';
import { findKnownFields } from './known-fields.js';

export interface SnippetOptions {
  /** The package with the generated code, or a path that begins with a dot. Default: `@hookbook/events`. */
  readonly package?: string;
}

/**
 * A TypeScript program to paste into an app, without a final line feed: a receiver with a handler for this event. If
 * nothing distinguishes the provider's events, there is no receiver, and the program validates a body as this event
 * instead.
 */
export function describeHandler(
  event: WebhookEvent,
  provider: Provider,
  { package: base = '@hookbook/events' }: SnippetOptions = {},
): string {
  const lines = provider.discriminator === null ? printValidation(event, provider, base) : printReceiver(event, provider, base);
  return sourceText(lines.join('\n'));
}

/** A module of the generated code: an export of its package, or a path if it is one of the app's folders. */
function importPath(base: string, key: string, part: 'receiver' | 'validators'): string {
  if (base.startsWith('.')) return tsString(`${base.replace(/\/+$/, '')}/${part === 'receiver' ? 'receivers' : part}/${key}.js`);
  return tsString(`${base}/${key}${part === 'receiver' ? '/receiver' : ''}`);
}

function printReceiver(event: WebhookEvent, provider: Provider, base: string): string[] {
  const { key, identifier, signature, language } = provider;
  const { say } = labelsFor(language);
  const trust =
    signature === null
      ? [`  // ${say('snippet.unsigned')}`, '  unsigned: true,']
      : [`  secrets: process.env.${environmentNames(provider).secret},`];
  return [
    `import { create${identifier}Receiver } from ${importPath(base, key, 'receiver')};`,
    "import { sqliteInbox } from '@hookbook/runtime/sqlite';",
    '',
    `export const receiver = create${identifier}Receiver({`,
    ...trust,
    "  inbox: sqliteInbox('inbox.db'),",
    '  on: {',
    `    // ${say('snippet.handler')}`,
    `    ${propertyKey(event.name)}: async (event, delivery) => {`,
    `      console.log(${['delivery.id', ...accessFields(event, provider)].join(', ')});`,
    '    },',
    '  },',
    '});',
  ];
}

function printValidation(event: WebhookEvent, provider: Provider, base: string): string[] {
  return [
    `import { validators } from ${importPath(base, provider.key, 'validators')};`,
    '',
    `// ${labelsFor(provider.language).say('snippet.validator')}`,
    'export function handle(body: unknown): void {',
    `  const result = validators${accessMember(event.name)}.validate(body);`,
    '  if (!result.valid) throw new Error(JSON.stringify(result.errors));',
    '  const event = result.value;',
    `  console.log(${accessFields(event, provider).join(', ')});`,
    '}',
  ];
}

function accessFields(event: WebhookEvent, provider: Provider): string[] {
  const fields = findKnownFields(event, provider);
  return fields.length === 0 ? ['event'] : fields.map((path) => `event${path.map(accessMember).join('')}`);
}

const accessMember = (name: string) => (/^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${tsString(name)}]`);
