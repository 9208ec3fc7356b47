import type { Nodes, PhrasingContent } from 'mdast';
import { type LinkBase, resolveLink, splitAddresses } from './links.js';
import { inlineCode, joinMarkdown, link, literalText, type Markdown, markdown } from './markdown.js';

/** A parsed text: what the positions of its nodes count in, and where its relative links lead. */
export interface ParsedText extends LinkBase {
  readonly source: string;
}

/** A node as it is written in the document. */
export function written(node: Nodes, source: string): string {
  return source.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);
}

/** A part of a line: Markdown, emphasis, or literal text, which is encoded once the whole text is known. */
type Segment =
  | { readonly kind: 'literal'; text: string }
  | { readonly kind: 'printed'; readonly markdown: Markdown }
  | { readonly kind: 'emphasis' | 'strong'; readonly markdown: Markdown };

/** Prints inline nodes of the allow-list; others as they are written. Only a hard break gives `\n`. */
export function printPhrasing(nodes: readonly PhrasingContent[], source: ParsedText, inLink = false): Markdown {
  const segments: Segment[] = [];
  const addLiteral = (text: string) => {
    const last = segments.at(-1);
    if (last?.kind === 'literal') last.text += text;
    else segments.push({ kind: 'literal', text });
  };
  const addText = (text: string) => {
    for (const piece of inLink ? [{ text }] : splitAddresses(text)) {
      if ('text' in piece) addLiteral(piece.text);
      else segments.push({ kind: 'printed', markdown: link(literalText(piece.url), piece.url) });
    }
  };
  for (const node of nodes) {
    if (node.type === 'text') addText(node.value);
    else if (node.type === 'inlineCode') segments.push({ kind: 'printed', markdown: inlineCode(node.value) });
    else if (node.type === 'break') segments.push({ kind: 'printed', markdown: markdown`\n` });
    else if (node.type === 'emphasis' || node.type === 'strong')
      segments.push({ kind: node.type, markdown: printPhrasing(node.children, source, inLink) });
    else if (node.type === 'link' && !inLink) {
      const target = resolveLink(node.url, source);
      if (target.kind === 'unsafe') addLiteral(written(node, source.source));
      else if (target.kind === 'url') {
        const text = printPhrasing(node.children, source, true);
        segments.push({ kind: 'printed', markdown: link(text.trim() === '' ? literalText(target.url) : text, target.url) });
      } else segments.push({ kind: 'printed', markdown: printPhrasing(node.children, source, true) });
    } else addLiteral(written(node, source.source));
  }
  return joinSegments(segments);
}

function joinSegments(segments: readonly Segment[]): Markdown {
  const plain = segments.map((segment) => (segment.kind === 'literal' ? literalText(segment.text) : segment.markdown));
  const printed = segments.map((segment, at) => {
    const inner = plain[at] ?? markdown``;
    if (segment.kind !== 'emphasis' && segment.kind !== 'strong') return inner;
    const next = segments[at + 1];
    const after = next?.kind === 'emphasis' || next?.kind === 'strong' ? '*' : (plain[at + 1] ?? '');
    return emphasize(inner, segment.kind, plain[at - 1] ?? '', after);
  });
  return joinMarkdown(printed, '');
}

/** Asterisks if their neighbours let them be read as emphasis (CommonMark 6.2); else elements. */
function emphasize(inner: Markdown, kind: 'emphasis' | 'strong', before: string, after: string): Markdown {
  if (inner.trim() === '') return inner;
  const sure = /^[\p{L}\p{N}](?:.*[\p{L}\p{N}])?$/su.test(inner) && /(?:^|[\s(])$/.test(before) && /^(?:$|[\s.,;!?)])/.test(after);
  if (kind === 'strong') return sure ? markdown`**${inner}**` : markdown`<strong>${inner}</strong>`;
  return sure ? markdown`*${inner}*` : markdown`<em>${inner}</em>`;
}
