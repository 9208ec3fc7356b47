import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const start = read('docs/index.md');
const block = (language: string) => new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'm').exec(start)?.[1] ?? '';
const between = (text: string, from: string, to: string) => text.slice(text.indexOf(from), text.indexOf(to, text.indexOf(from)));

describe("the start page's example is the real one", () => {
  it('is in the document, but for what … stands for', () => {
    const message = between(read('asyncapi.yaml'), '    ecwid.order.created:\n      name', '    ecwid.order.updated:\n      name').replace(
      /\s+/g,
      ' ',
    );
    for (const line of block('yaml').trim().split('\n')) expect(message).toContain(line.trim().split(/ ?…/)[0]);
  });

  it('is the type that is generated, without its comments', () => {
    const type = between(read('generated/types/ecwid.d.ts'), 'export interface OrderCreated {', '\n}\n');
    expect(block('ts').trim()).toBe(`${type.replace(/^ *\/\*\*(?:.|\n)*?\*\/\n/gm, '')}\n}`);
  });
});
