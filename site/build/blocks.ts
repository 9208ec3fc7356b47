import type { MarkdownOptions } from 'vitepress';
import type { MarkdownIt } from './markdown.js';

/** The blocks that a page can print from the catalogue, with `<!-- hookbook:name -->` on its own line. */
export type Blocks = Readonly<Record<string, () => string>>;

/** Matches only lines that the page's author wrote: texts of the document are encoded, and a fence is code. */
const comment = /^<!-- hookbook:(\S+) -->$/;

/** Adds blocks to the options. They become Markdown of the page, so their links and anchors are processed as usual. */
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
