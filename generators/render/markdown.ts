import { escapeUnits } from '@hookbook/runtime/inspect';
import type { Json } from '../../catalogue/model/model.js';
import { hasMarker, markerPattern, replaceMarkers } from './bundler-markers.js';
import { visibleText } from './visible-text.js';

declare const place: unique symbol;

/**
 * Markdown that is safe to print: it says what its author meant on GitHub (GFM) and in VitePress (markdown-it, then
 * Vue) alike. Only the encoders of this folder make it; a view model whose texts have this type can't hold a document's
 * text raw.
 */
export type Markdown = string & { readonly [place]: 'markdown' };

const trusted = (text: string) => text as Markdown;

/** Markdown of our own around encoded parts: the words of the template itself are trusted. */
export function markdown(words: TemplateStringsArray, ...parts: readonly (Markdown | number)[]): Markdown {
  return trusted(String.raw({ raw: words }, ...parts));
}

export function joinMarkdown(parts: readonly Markdown[], separator: string): Markdown {
  return trusted(parts.join(separator));
}

/** A sentence of our own with `{name}` filled in. Throws where a name has no part. */
export function fillMarkdown(sentence: string, parts: Readonly<Record<string, Markdown | number>> = {}): Markdown {
  return trusted(
    sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
      if (!Object.hasOwn(parts, name)) throw new Error(`no {${name}} for ${JSON.stringify(sentence)}`);
      return String(parts[name]);
    }),
  );
}

const specials = new RegExp(
  [
    `(?<bundled>${markerPattern})`,
    String.raw`(?<mark>[\\\`*_[\]|]|!$)`,
    String.raw`(?<brace>\{+)`,
    String.raw`(?<split>\$|:(?=[\w+-]+:))`,
    String.raw`(?<char>[<>&~]|:(?=\S)|\/(?=\/)|[-;](?=-?[()])|(?<=\bww)w(?=\.))`,
  ].join('|'),
  'gi',
);

/**
 * Text as itself on one line, wherever inline Markdown may stand; at the start of a line it goes through `guardLine`
 * too.
 *
 * More than CommonMark's own characters have a meaning. A `{` would begin an interpolation of Vue's or attributes of
 * markdown-it-attrs, even written as an entity: it stands in an element that Vue leaves alone, whose attribute GitHub
 * drops. `:smile:` is an emoji and `$x$` mathematics on GitHub even when escaped, unless an element splits the text.
 * `:)` is an emoji in VitePress; `//host` and `www.` would be links.
 */
export function literalText(text: string): Markdown {
  const line = visibleText(text).replace(/[\t\n ]+/g, ' ');
  return trusted(
    line.replace(specials, (match, bundled?: string, mark?: string, brace?: string, split?: string) => {
      if (bundled !== undefined) return apart(bundled);
      if (mark !== undefined) return `\\${mark}`;
      if (brace !== undefined) return `<span v-pre>${entities(brace)}</span>`;
      return split === undefined ? entities(match) : apart(split);
    }),
  );
}

/** Keeps a line of inline Markdown from starting a heading, a list, a rule, a container or any other block. */
export function guardLine(line: Markdown): Markdown {
  return trusted(
    line.replace(/^(?:[#+-]|\d+(?=[.)])|=)/, (start) =>
      /^\d/.test(start) ? `${start}\\` : start === '=' ? entities(start) : `\\${start}`,
    ),
  );
}

const named: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' };

function entities(text: string): string {
  return Array.from(text, (char) => named[char] ?? `&#${char.codePointAt(0)};`).join('');
}

/** In an element of its own, which keeps it from what it would mean together with its neighbours. */
const apart = (char: string) => `<span>${entities(char)}</span>`;

/** Code for an element: the characters as entities, those of a bundler's markers apart. */
function encodeCode(text: string, special: string): string {
  return text.replace(new RegExp(`(?<bundled>${markerPattern})|${special}`, 'g'), (match, bundled?: string) =>
    bundled === undefined ? entities(match) : apart(bundled),
  );
}

/** Inline code, also for cells. What a code span can't hold safely is in an element, character by character. */
export function inlineCode(text: string): Markdown {
  const line = visibleText(text).replace(/[\t\n]+/g, ' ');
  if (line !== '' && !/[`|<]|\{\{|\]\(|^ | $/.test(line) && !hasMarker(line)) return trusted(`\`${line}\``);
  return trusted(`<code v-pre>${encodeCode(line, String.raw`[!-+./:-@[-\`{-~]|^ | $`)}</code>`);
}

/** Languages that highlighters know. GitHub draws `mermaid` and `math`, and VitePress runs `…-vue`. */
const languages =
  /^(?:bash|c|cpp|csharp|css|diff|go|graphql|html|http|ini|java|javascript|js|json|jsonc|kotlin|php|powershell|python|py|ruby|rb|rust|sh|shell|sql|swift|toml|ts|typescript|xml|yaml|yml)$/;

/**
 * A block of code. VitePress looks for includes, snippets and `[!code]` marks inside fences as well, and bundlers for
 * their markers: text with any of them stands in an element instead; and so does markup in a fence that is indented, as
 * in a list, which not every reader takes for a fence.
 */
export function codeFence(language: string | null, text: string, indented = false): Markdown {
  const name = language !== null && languages.test(language) ? language : 'text';
  const shown = visibleText(text);
  if (/<!--\s*@|^\s*<<<|\[!code/im.test(shown) || (indented && /<[a-z!/?]|\{\{/i.test(shown)) || hasMarker(shown))
    return trusted(`<pre v-pre><code>${encodeCode(shown, String.raw`[!-/:-@[-\`{-~]`).replaceAll('\n', '&#10;')}</code></pre>`);
  const longestRun = Math.max(2, ...Array.from(shown.matchAll(/`+/g), (run) => run[0].length));
  const fence = '`'.repeat(longestRun + 1);
  return trusted(`${fence}${name}\n${shown}${shown.endsWith('\n') || shown === '' ? '' : '\n'}${fence}`);
}

/** A value as a fence of JSON, indented by two; what may be read as markup is escaped as `\uXXXX`. */
export function jsonFence(value: Json): Markdown {
  return codeFence('json', replaceMarkers(JSON.stringify(value, null, 2), escapeUnits).replace(/<|(?<=\[)!/g, escapeUnits));
}

/** A heading; with an anchor in front of it, which stays the same whatever the heading says. */
export function heading(level: number, text: Markdown, id: Markdown | null = null): Markdown {
  const line = `${'#'.repeat(level)} ${text}`.trim();
  return trusted(id === null ? line : `<a id="${id}"></a>\n\n${line}`);
}

/** An id for a name, different for each name and always the same: `order.created`, `a:20:b` for `a b`. */
export function anchor(text: string): Markdown {
  const writeOut = (char: string) => `:${(char.codePointAt(0) ?? 0).toString(16)}:`;
  return trusted(text === '' ? ':' : replaceMarkers(text.replace(/[^A-Za-z0-9._-]/gu, writeOut), writeOut));
}

/** A link whose destination can't end early; the URL is taken as it is, so it must have been vetted. */
export function link(text: Markdown, url: string): Markdown {
  const destination = url.replace(/[^\w\-.~:/?#@!$&'*+,;=%]/gu, percentEncode).replaceAll('&', '&amp;');
  return trusted(`[${text}](${replaceMarkers(destination, percentEncode)})`);
}

function percentEncode(char: string): string {
  return Array.from(new TextEncoder().encode(char), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}
