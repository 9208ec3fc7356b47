/** A provider's language for a `lang` attribute; null where it isn't the tag of a language (BCP 47), but whatever the document says. */
export function languageTag(language: string): string | null {
  return /^[a-z]{2,3}(?:-[a-z\d]{2,8})*$/i.test(language) ? language : null;
}
