import { readFileSync } from 'node:fs';
import { toolkitFile } from '../model/toolkit-file.js';
import { checkedFormats, formatFunction } from './formats.js';

/** A declaration that generated validators may need. */
interface Block {
  readonly name: string;
  readonly text: string;
}

/** A declaration and the words in it: a word that is a declaration's name refers to it. */
interface ReadBlock extends Block {
  readonly words: ReadonlySet<string>;
}

const folder = toolkitFile('templates/validators/');
let loaded: readonly ReadBlock[] | null = null;

/**
 * The declarations of templates/validators that are named, and those that they use, in the files' order. The tables of
 * keywords, `rules` and `demands`, have the lines of the keywords given.
 */
export function printBlocks(names: Iterable<string>, keywords: ReadonlySet<string>): string {
  loaded ??= [...readFile('formats.js'), ...formatBlocks(), ...['checks.js', 'explain.js', 'once.js'].flatMap(readFile)].map(readWords);
  const blocks = loaded.map((block) =>
    block.name === 'demands' || block.name === 'rules' ? readWords({ ...block, text: selectKeywords(block.text, keywords) }) : block,
  );
  const needed = new Set(names);
  for (const name of needed) {
    const words = blocks.find((block) => block.name === name)?.words;
    for (const block of blocks) if (words?.has(block.name)) needed.add(block.name);
  }
  return blocks
    .filter(({ name }) => needed.has(name))
    .map(({ text }) => text)
    .join('\n');
}

/** Words in strings and names of properties count too: at worst, a declaration too many is printed. */
const readWords = (block: Block): ReadBlock => ({ ...block, words: new Set(block.text.match(/(?<![.\w$])[A-Za-z_$][\w$]*/g)) });

function formatBlocks(): Block[] {
  return checkedFormats.flatMap(({ name, check }) => {
    const constant = formatFunction(name);
    return typeof check === 'string' ? [] : [{ name: constant, text: `const ${constant} = matcher(${String(check)});` }];
  });
}

const readFile = (file: string) => readBlocks(file, readFileSync(new URL(file, folder), 'utf8').replaceAll('\r\n', '\n'));

/** The declarations of a file's text, without `export` and without comments, which must be lines of their own. */
export function readBlocks(file: string, source: string): Block[] {
  const code = source.replace(/^(?: *(?:\/\/|\/\*\*).*|import .*)(?:\n|$)/gm, '').trim();
  return code.split(/\n\n+/).map((paragraph) => {
    const text = paragraph.replace(/^export /, '');
    const name = /^(?:const|let|function) (\w+)/.exec(text)?.[1];
    if (name === undefined) throw new Error(`templates/validators/${file}: not a declaration: ${text.split('\n')[0]}`);
    return { name, text };
  });
}

function selectKeywords(text: string, keywords: ReadonlySet<string>): string {
  const lines = text.split('\n');
  return lines
    .filter((line) => {
      const keyword = /^ {2}(?:'([^']+)'|(\w+)): /.exec(line);
      return keyword === null || keywords.has(keyword[1] ?? keyword[2] ?? '');
    })
    .join('\n');
}
