import { hasKeyPair } from '../../catalogue/model/algorithm.js';
import { environmentNames } from '../../catalogue/model/environment.js';
import type { Provider } from '../../catalogue/model/model.js';
import { sourceText, tsString } from '../../catalogue/model/source-text.js';
import type { OutputFile } from '../../generators/output/generator.js';
import { describeProvider } from '../../generators/receivers/describe-provider.js';
import { docComment } from '../../generators/render/comments.js';
import { markdownText } from '../../generators/render/commonmark.js';
import { compileTemplate } from '../../generators/render/handlebars.js';
import { inlineCode, literalText } from '../../generators/render/markdown.js';
import { type Framework, type FrameworkName, frameworks } from './frameworks.js';
import { type GeneratedCode, importsOf } from './generated-code.js';
import { describeStubs, describeWildcards } from './handler-stubs.js';
import { renderJson, renderPackageJson, renderTsconfig } from './package-json.js';
import { describeSample, type SampleRequest } from './sample-request.js';

export interface AppRequest {
  /** Must have a receiver: its events can be distinguished. */
  readonly provider: Provider;
  readonly framework: FrameworkName;
  readonly generated: GeneratedCode;
  /** The config of `hookbook generate` in the app's folder, for an app with its own generated code. */
  readonly config: { readonly document: string; readonly root: string | null };
}

/** The files of an app that receives a provider's webhooks. Leaves out its generated code. */
export function renderApp({ provider, framework: name, generated, config }: AppRequest): OutputFile[] {
  const framework: Framework = frameworks[name];
  const sample = describeSample(provider);
  const view = viewOf(provider, name, generated, sample);
  const templates = {
    'src/handlers.ts': 'handlers.ts',
    'src/receiver.ts': 'receiver.ts',
    ...framework.files,
    ...(sample === null ? {} : { 'send.mjs': 'send.mjs' }),
    'README.md': 'README.md',
    '.env.example': 'env',
    '.gitignore': 'gitignore',
  };
  const files = Object.entries(templates).map(([path, template]) => {
    const contents = compileTemplate('scaffold', template)({ ...view, ...importViews(path, provider, generated, framework) });
    return { path: path.replace('{provider}', provider.key), contents: /\.m?[jt]s$/.test(path) ? sourceText(contents) : contents };
  });
  const { key } = provider;
  const { document, root } = config;
  const generators = ['types', 'validators', 'contracts', 'receivers'];
  const settings = { document, ...(root === null ? {} : { root }), out: 'generated', providers: [key], generators };
  return [
    ...files,
    ...(sample === null ? [] : [{ path: 'event.json', contents: sample.payload }]),
    { path: 'package.json', contents: renderPackageJson(key, framework, generated) },
    { path: 'tsconfig.json', contents: renderTsconfig(framework) },
    ...(generated.kind === 'own' ? [{ path: 'hookbook.config.json', contents: renderJson(settings) }] : []),
  ];
}

/** How a file imports the app's other files and the generated code. */
function importViews(path: string, provider: Provider, generated: GeneratedCode, { importsFiles }: Framework) {
  const depth = path.split('/').length - 1;
  const { receiver, types } = importsOf(generated, provider.key, depth);
  const end = importsFiles ? '.js' : '';
  const beside = path.startsWith('src/') ? './' : `${'../'.repeat(depth)}src/`;
  return {
    receiver: tsString(receiver),
    types: tsString(types),
    ownReceiver: tsString(`${beside}receiver${end}`),
    ownHandlers: tsString(`${beside}handlers${end}`),
  };
}

/** Each text is encoded for its only use: `openDoc` for a comment, `titleText` and `facts` for Markdown. */
function viewOf(provider: Provider, name: FrameworkName, generated: GeneratedCode, sample: SampleRequest | null) {
  const { key, identifier, title, signature, delivery, sourceUrl } = provider;
  const { inbox, envFile, port, title: frameworkTitle } = frameworks[name];
  const listens = name !== 'next' && name !== 'worker';
  // Servers are started by `npm start`, which reads no file.
  const production = listens ? 'npm start only reads the environment' : 'in production, set it where the app runs';
  return {
    key,
    identifier,
    frameworkTitle,
    openDoc: docComment(`A receiver of the webhooks of ${title}, configured by environment variables, with the handlers of this app.`),
    titleText: literalText(title),
    path: `/webhooks/${key}`,
    ...environmentNames(provider),
    signed: signature !== null,
    standard: signature?.scheme === 'standard-webhooks',
    keyPair: signature !== null && hasKeyPair(signature),
    coversBody: signature?.coversBody ?? false,
    inbox: { [inbox]: true, sqlite: inbox === 'sqlite', postgres: inbox === 'postgres', memory: inbox === 'memory' },
    is: Object.fromEntries(Object.keys(frameworks).map((each) => [each, each === name])),
    listens,
    ownCode: generated.kind === 'own',
    folderCode: generated.kind === 'folder' ? inlineCode(generated.path) : false,
    packageCode: generated.kind === 'package' ? inlineCode(generated.package) : false,
    envFile,
    hint: `: npm run dev reads it from ${envFile}, ${production} (see .env.example)`,
    port,
    stubs: describeStubs(provider),
    wildcards: describeWildcards(provider),
    facts: markdownText(describeFacts(provider), { sourceUrl }),
    acknowledged: delivery.acknowledges.length > 0,
    sample: sample !== null && {
      ...sample,
      eventName: inlineCode(sample.event.name),
      constructed: sample.event.examples.length === 0,
      signature: sample.signature ?? false,
      ...describeParts(sample),
    },
  };
}

/** What `send.mjs` needs: its imports from node:crypto, and its own functions. */
function describeParts({ signature, headers, fresh }: SampleRequest) {
  const renews = fresh.length > 0;
  const names = [
    ...(signature === null ? [] : ['createHmac']),
    ...(renews || headers.some(({ value }) => value === 'randomUUID()') ? ['randomUUID'] : []),
  ];
  return { cryptoNames: names.join(', '), renews, readsPaths: renews || (signature?.signed.includes('at(') ?? false) };
}

/** The list in the receiver's description: how the provider signs, waits, retries and orders. */
function describeFacts(provider: Provider): string {
  return describeProvider(provider)
    .filter((line) => line.startsWith('- '))
    .join('\n');
}
