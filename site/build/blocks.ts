import type { MarkdownOptions } from 'vitepress';
import type { MarkdownIt } from './markdown.js';

/** What a page may have printed from the catalogue: where it says `<!-- hookbook:name -->` on a line of its own. */
export type Blocks = Readonly<Record<string, () => string>>;

/** A line of the page's own alone is taken for one: what a document says is encoded, and in a fence it is code. */
const comment = /^<!-- hookbook:(\S+) -->$/;

/** The same options, for pages in which blocks are printed, as Markdown of the page: links and anchors are looked after as everywhere. */
export function withBlocks(options: MarkdownOptions, blocks: Blocks): MarkdownOptions {
  return {
    ...options,
    config(md) {
      options.config?.(md);
      insertBlocks(md, blocks);
    },
  };
}

function insertBlocks(md: MarkdownIt, blocks: Blocks): void {
  md.block.ruler.before('html_block', 'hookbook_block', (state, line, _end, silent) => {
    const text = state.src.slice(state.bMarks[line], state.eMarks[line]).trimEnd();
    const name = state.level === 0 ? comment.exec(text)?.[1] : undefined;
    if (name === undefined) return false;
    const print = Object.hasOwn(blocks, name) ? blocks[name] : undefined;
    if (print === undefined) throw new Error(`${text}: there is none but ${Object.keys(blocks).join(', ')}`);
    if (!silent) {
      state.md.block.parse(print(), state.md, state.env, state.tokens);
      state.line = line + 1;
    }
    return true;
  });
}
