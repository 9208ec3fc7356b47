import { describe, expect, it } from 'vitest';
import { buildLocales } from '../../../site/build/locales.js';
import { sampleCatalogue, sampleProvider } from '../sample-catalogue.js';

describe('the language of a provider’s pages', () => {
  const locales = (language: string) => buildLocales(sampleCatalogue({ providers: [sampleProvider({ language })] }));
  it.each([
    { name: 'English is the site’s own', given: 'en', want: undefined },
    { name: 'of whatever region', given: 'en-GB', want: undefined },
    { name: 'French has words of its own', given: 'fr-CA', want: { lang: 'fr-CA', words: 'Sur cette page' } },
    { name: 'another language is told, the words stay', given: 'de', want: { lang: 'de', words: undefined } },
  ])('$name', ({ given, want }) => {
    const locale = locales(given)['reference/acme'];
    const outline = locale?.themeConfig?.outline;
    expect(
      locale && { lang: locale.lang, words: typeof outline === 'object' && !Array.isArray(outline) ? outline.label : undefined },
    ).toEqual(want);
  });
});
