/** A provider's language for a `lang` attribute; null if the document's value is not a language tag (BCP 47). */
export function languageTag(language: string): string | null {
  return /^[a-z]{2,3}(?:-[a-z\d]{2,8})*$/i.test(language) ? language : null;
}
