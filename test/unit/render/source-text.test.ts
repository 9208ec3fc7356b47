import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { propertyKey, sourceText, tsString } from '../../../catalogue/model/source-text.js';
import { commentText, docComment, lineComment } from '../../../generators/render/comments.js';

const naughty = [
  '',
  "'; alert(1); '",
  '"',
  '`$\u007Bprocess.exit()}`',
  '\\',
  "\\'",
  'a\nb\r\nc\td',
  '\u0000\u0007\u001b[31m\u007f\u0085',
  '\u2028 \u2029',
  'user\u202e\u2066// admin\u2069',
  'zero\u200bwidth\u200d\ufeff\u00ad',
  '\ud800 half',
  'half \udc00',
  '\u{e0041}\u{1f600}\u{10ffff}',
  '</script><script>alert(1)</script>',
  '<!-- x --> y',
  '*/ alert(1) /*',
  '**/',
  '@ts-ignore',
  '//# sourceMappingURL=https://example.com/x.map',
  '{{ 7 * 7 }}',
  '__proto__',
  'constructor',
  'ﷺ ﬁ é',
];
const anyText = fc.oneof(
  fc.constantFrom(...naughty),
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom(...naughty), { maxLength: 4 }).map((parts) => parts.join('')),
);
const evaluate = (code: string): unknown => new Function(`"use strict"; return (${code});`)();
/** Printable, or what code needs: nothing that an editor or a reviewer can't see. */
const visible = /^(?:[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}\p{Co}\p{Cn}\n\t]|\p{Extended_Pictographic}\uFE0F)*$/u;

describe('tsString', () => {
  test('evaluates to the text', () => {
    fc.assert(fc.property(anyText, (text) => void expect(evaluate(tsString(text))).toBe(text)));
  });
  test('is visible, on one line, and ends no script element', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(tsString(text)).toMatch(visible);
        expect(tsString(text)).not.toMatch(/\n|<\/script|<!--|-->/i);
        expect(sourceText(tsString(text))).toBe(tsString(text));
      }),
    );
  });
  test.each([
    { given: "it's", want: String.raw`'it\'s'` },
    { given: 'a\u2028b\u202e', want: String.raw`'a\u2028b\u202e'` },
    { given: '</script>', want: String.raw`'\u003c/script>'` },
    { given: '\u{e0041}', want: String.raw`'\udb40\udc41'` },
    { given: 'Créé ⚠️ 項目', want: "'Créé ⚠️ 項目'" },
  ])('$want', ({ given, want }) => expect(tsString(given)).toBe(want));
});

describe('propertyKey', () => {
  test('names an own member, whatever the name is', () => {
    fc.assert(
      fc.property(anyText, (name) => {
        const object = evaluate(`{${propertyKey(name)}: 1}`) as object;
        expect(Object.getOwnPropertyNames(object)).toEqual([name]);
        expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
      }),
    );
  });
  test.each([
    { given: 'orderId', want: 'orderId' },
    { given: 'order-id', want: "'order-id'" },
    { given: '2fa', want: "'2fa'" },
    { given: '__proto__', want: "['__proto__']" },
  ])('$given → $want', ({ given, want }) => expect(propertyKey(given)).toBe(want));
});

describe('comments', () => {
  test('let no code out', () => {
    fc.assert(
      fc.property(anyText, fc.nat({ max: 8 }), (text, indent) => {
        const block = docComment(text, ' '.repeat(indent));
        if (block !== '') expect(block).toMatch(/^ *\/\*\*(?:(?!\*\/)[\s\S])*\*\/$/);
        expect(evaluate(`[${block}\n${lineComment(text)}\n1]`)).toEqual([1]);
        expect(block).toMatch(visible);
        expect(lineComment(text)).toMatch(/^\/\/ ?[^\n]*$/);
      }),
    );
  });
  test('hold no tag and no directive of the text', () => {
    const texts = [
      '@deprecated',
      'a @internal b',
      '{@link https://example.com}',
      '@ts-ignore',
      '* @ts-expect-error',
      'x\n@param y',
      '(@see z)',
    ];
    for (const text of texts) expect(docComment(text)).not.toMatch(/(?<![\\\w])@\w/);
    expect(lineComment('@ts-nocheck')).toBe(String.raw`// \@ts-nocheck`);
    expect(commentText('write to a@example.com')).toBe('write to a@example.com');
  });
  test.each([
    { name: 'nothing to say', given: ['', '  '], want: '' },
    { name: 'one line', given: ['An order.'], want: '/** An order. */' },
    { name: 'a closed comment', given: ['a */ b'], want: String.raw`/** a *\/ b */` },
    {
      name: 'a tag of ours',
      given: ['Old.', '', { tag: 'deprecated', text: 'Use @new.\nNow.' }],
      want: '/**\n * Old.\n *\n * @deprecated Use \\@new. Now.\n */',
    },
    {
      name: 'a link of ours',
      given: [{ tag: 'see', link: { url: 'https://example.com/a}b|c */', label: 'A } | B' } }],
      want: '/** @see {@link https://example.com/a%7Db%7Cc%20%2A%5C/ | A \\u007d \\u007c B} */',
    },
    {
      name: 'a link to anything but http(s)',
      given: [{ tag: 'see', link: { url: 'javascript:alert(1)', label: 'A' } }],
      want: '/** @see A javascript:alert(1) */',
    },
  ])('docComment: $name', ({ given, want }) => expect(docComment(given)).toBe(want));
  test('long lines are wrapped, words stay whole, no list appears', () => {
    const text = `${'word '.repeat(30)}- no item ${'x'.repeat(200)}`;
    const block = docComment(text, '  ');
    for (const line of block.split('\n')) expect(line.length <= 120 || line.includes('xxx')).toBe(true);
    expect(block).not.toMatch(/^ +\* -/m);
    expect(block.replace(/\s*\/?\*+\/?\s*/g, ' ').trim()).toBe(text.trim());
  });
});

describe('sourceText', () => {
  test('keeps what strings mean', () => {
    fc.assert(fc.property(anyText, (text) => void expect(evaluate(sourceText(JSON.stringify(text)))).toBe(text)));
  });
  test('leaves nothing invisible', () => {
    fc.assert(fc.property(anyText, (text) => void expect(sourceText(text)).toMatch(visible)));
  });
});
