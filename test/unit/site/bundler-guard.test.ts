import { describe, expect, it } from 'vitest';
import { bundlerGuard } from '../../../site/build/bundler-guard.js';
import { sampleCatalogue } from '../sample-catalogue.js';

/** What becomes of a page's program on its way through the build. */
function build(code: string, catalogue = sampleCatalogue()): { readonly guarded: string; readonly built: string } {
  const { transform, generateBundle } = bundlerGuard({ generated: '/generated', catalogue }) as unknown as {
    transform(code: string, id: string): { readonly code: string } | null;
    generateBundle: { handler(options: unknown, bundle: object): void };
  };
  const guarded = transform(code, '/docs/reference/p/index.md')?.code ?? code;
  const chunk = { type: 'chunk', code: guarded };
  generateBundle.handler({}, { chunk });
  return { guarded, built: chunk.code };
}

describe('what bundlers replace in a text', () => {
  it('stands as a word until they are done, then as an escape', () => {
    const { guarded, built } = build('"__VP_STATIC_END__"');
    expect(guarded).toMatch(/^"_hookbook\w+guardedVP_STATIC_END__"$/);
    expect(built).toBe('"_\\u005fVP_STATIC_END__"');
  });

  it('is never taken for such a word, whatever the document says', () => {
    const known = /hookbook\w+guarded/.exec(build('"__VP_"').guarded)?.[0] ?? '';
    const text = `"hookbook5fguarded ${known}"`;
    expect(build(text, sampleCatalogue({ title: text })).built).toBe(text);
  });
});
