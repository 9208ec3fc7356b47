/** The language of the words for a BCP 47 language: of `fr-CA`, `fr`; the English ones where there are none. */
export const languageOf = (tag: string): 'en' | 'fr' => (/^fr\b/i.test(tag) ? 'fr' : 'en');
