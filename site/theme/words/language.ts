/** The language of the texts for a BCP 47 tag: `fr` for `fr-CA`; English if there is no translation. */
export const languageOf = (tag: string): 'en' | 'fr' => (/^fr\b/i.test(tag) ? 'fr' : 'en');
