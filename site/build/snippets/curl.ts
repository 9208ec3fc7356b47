import { algorithmOf } from '../../../catalogue/model/algorithm.js';
import { environmentNames } from '../../../catalogue/model/environment.js';
import type { Provider, Signature, WebhookEvent } from '../../../catalogue/model/model.js';
import { isPlainText, shellJoin, shellPrintf, shellWord } from '../../../generators/render/shell.js';
import { describeInvalidHeader } from '../../../requests/header.js';
import { randomHex } from './fresh-value.js';
import { type Part, planSnippet, readParts, type SnippetRequest } from './plan-snippet.js';
import { printBody } from './shell-body.js';

/** A shell program without a final line feed, or the reason why there is none, which the page translates. */
export type CurlSnippet =
  | { readonly kind: 'shell'; readonly text: string }
  /**
   * `private-key`: only the provider can sign. `unsignable`: the sample lacks a signed value, or has one that a header
   * can't contain.
   */
  | { readonly kind: 'none'; readonly reason: 'private-key' | 'unsignable' };

/**
 * Prints a POSIX shell program that sends this event to a local receiver and signs it when it runs. It needs openssl,
 * curl and the provider's secret in the environment variable that scaffolded apps read. The parentheses keep its
 * variables out of the terminal and let a missing secret end it. It has no comments, because zsh doesn't accept them in
 * a terminal.
 */
export function describeCurl(event: WebhookEvent, provider: Provider): CurlSnippet {
  const { signature } = provider;
  const algorithm = signature === null ? null : algorithmOf(signature);
  if (algorithm?.kind === 'key-pair') return { kind: 'none', reason: 'private-key' };
  const request = planSnippet(event, provider);
  const signed = signature === null ? [] : readParts(signature.signed, request);
  const query = printQuery(provider, request);
  if (signed === null || query === null || !canSend(request, signature)) return { kind: 'none', reason: 'unsignable' };
  const { payload, headers, holes, byBody } = request;
  const padding = byBody ? `$(printf "%\${blanks}s" '')` : '';
  const lines = [
    '(',
    ...(signature === null ? [] : [`secret=\${${environmentNames(provider).secret}:?}`]),
    ...headers.flatMap(({ value, variable }) => (value.kind === 'text' ? [] : [`${variable}=${expressions[value.kind]}`])),
    ...holes.map(({ variable, expression }) => `${variable}=${expression}`),
    ...(byBody ? ['blanks=$((0x$(openssl rand -hex 2) % 4096 + 1))'] : []),
    `url=${printWord([`http://127.0.0.1:3000/webhooks/${provider.key}`, ...query])}`,
    `body=${printBody(payload, holes)}${padding}`,
    ...(signature === null || algorithm === null ? [] : printSigning(signature, algorithm.hash, signed)),
    ...printSending(request, signature),
    ')',
  ];
  return { kind: 'shell', text: lines.join('\n') };
}

const expressions = { id: `msg_${randomHex(24)}`, time: '$(date +%s)' } as const;

/** The query that the provider adds to the address; null if it isn't known. */
function printQuery({ query }: Provider, request: SnippetRequest): readonly Part[] | null {
  const parameters = query.map(({ name, value }) => ({ name, parts: readParts(value, request) }));
  if (parameters.some(({ parts }) => parts === null)) return null;
  return parameters.flatMap(({ name, parts }, at) => [
    `${at === 0 ? '?' : '&'}${encode(name)}=`,
    ...(parts ?? []).map((part) => (typeof part === 'string' ? encode(part) : part)),
  ]);
}

const encode = (text: string) => new URLSearchParams([['', text]]).toString().slice(1);

/** A shell word that expands to the text and its variables. */
function printWord(parts: readonly Part[]): string {
  const joined: Part[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part;
    else joined.push(part);
  }
  return joined.map((part) => (typeof part === 'string' ? printText(part) : part.word)).join('');
}

const printText = (text: string) => (isPlainText(text) ? shellWord(text) : `"$(${shellPrintf(new TextEncoder().encode(text))})"`);

function canSend({ headers }: SnippetRequest, signature: Signature | null): boolean {
  const sent = headers.map(({ name, value }) => [name, value.kind === 'text' ? value.text : '0'] as const);
  if (signature !== null) sent.push([signature.header, `${signature.prefix}0`]);
  return sent.every(([name, value]) => describeInvalidHeader(name, value) === null);
}

/** How openssl prints a signature, and the word for it: `openssl dgst` prints a label before hex digits. */
const encodings: Readonly<Record<Signature['encoding'], { readonly ending: string; readonly word: string }>> = {
  hex: { ending: '', word: `"\${signature##*= }"` },
  base64: { ending: ' -binary | openssl base64 -A', word: '"$signature"' },
};

function printSigning({ scheme, encoding }: Signature, hash: string, signed: readonly Part[]): string[] {
  const content = signed.length === 0 ? "printf ''" : shellJoin(signed);
  const digest = `openssl dgst -${hash}`;
  const { ending } = encodings[encoding];
  if (scheme !== 'standard-webhooks') return [`signature=$(${content} | ${digest} -hmac "$secret"${ending})`];
  return [
    `key=$(printf %s "\${secret#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \\n')`,
    `signature=$(${content} | ${digest} -mac HMAC -macopt "hexkey:$key"${ending})`,
  ];
}

function printSending({ headers }: SnippetRequest, signature: Signature | null): string[] {
  const sent = headers.map(({ name, value, variable }) => {
    if (value.kind !== 'text') return printWord([`${name}: `, { word: `"$${variable}"` }]);
    return printWord([value.text === '' ? `${name};` : `${name}: ${value.text}`]);
  });
  if (signature !== null) {
    const prefix = signature.scheme === 'standard-webhooks' ? 'v1,' : signature.prefix;
    const { word } = encodings[signature.encoding];
    sent.push(printWord([`${signature.header.toLowerCase()}: ${prefix}`, { word }]));
  }
  return [
    `printf %s "$body" | curl -sS -w '\\n%{http_code}\\n' \\`,
    ...sent.map((header) => `  -H ${header} \\`),
    '  --data-binary @- "$url"',
  ];
}
