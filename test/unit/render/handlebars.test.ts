import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { openTemplates } from '../../../generators/render/handlebars.js';

const box = mkdtempSync(join(tmpdir(), 'templates-'));
afterAll(() => rmSync(box, { recursive: true, force: true }));
let count = 0;

/** Renders `main.hbs` of a folder with these templates. */
function render(templates: Readonly<Record<string, string>>, view: object): string {
  const folder = `case${count++}`;
  mkdirSync(join(box, folder));
  for (const [name, text] of Object.entries(templates)) writeFileSync(join(box, folder, `${name}.hbs`), text);
  return openTemplates(pathToFileURL(`${box}/`))(folder, 'main')(view);
}

describe('templates print', () => {
  const cases = [
    {
      name: 'text as it is, without HTML escapes',
      given: { main: '{{text}}' },
      view: { text: `<a & "b" 'c' \`d\` {{e}}>` },
      want: `<a & "b" 'c' \`d\` {{e}}>`,
    },
    { name: 'null as nothing', given: { main: '[{{text}}]' }, view: { text: null }, want: '[]' },
    {
      name: 'lists with their loop data',
      given: { main: '{{#each list}}{{#unless @first}}, {{/unless}}{{this}}{{/each}}' },
      view: { list: ['a', 'b'] },
      want: 'a, b',
    },
    {
      name: 'partials of the same folder',
      given: { main: '{{#each list}}{{> item}}{{/each}}', item: '<{{name}}>' },
      view: { list: [{ name: 'a' }] },
      want: '<a>',
    },
    {
      name: 'partials without indenting their lines',
      given: { main: 'x\n  {{> item}}\ny', item: '{{text}}\n' },
      view: { text: 'a\nb' },
      want: 'x\n  a\nb\ny',
    },
  ];
  for (const { name, given, view, want } of cases) it(name, () => expect(render(given, view)).toBe(want));
});

describe('templates throw', () => {
  const cases = [
    { name: 'where a name is missing', given: '{{missing}}' },
    { name: 'where a nested name is missing', given: '{{a.missing}}' },
    { name: 'where a condition is missing', given: '{{#if missing}}x{{/if}}' },
    { name: 'where a negated condition is missing', given: '{{#unless missing}}x{{/unless}}' },
    { name: 'where a list is missing', given: '{{#each missing}}x{{/each}}' },
    { name: 'where a list is an object', given: '{{#each a}}x{{/each}}' },
    { name: 'where a helper is unknown', given: '{{shout a}}' },
    { name: 'where a partial is unknown', given: '{{> nowhere}}' },
  ];
  for (const { name, given } of cases) it(name, () => expect(() => render({ main: given }, { a: {} })).toThrow());
});
