/** Folds a text to lower case without accents, so that `evenement` finds `Évènement`. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('ß', 'ss');
}

const word = /[\p{L}\p{N}\p{M}_]+(?:[.:/-]+[\p{L}\p{N}\p{M}_]+)*/gu;

/** The words of a text, unsplit: `order.created`, `--strict` without its dashes. */
export function wordsOf(text: string): string[] {
  return text.match(word) ?? [];
}

/** A name's parts: of `profile.subscriptionStatusChanged`, `subscriptionStatusChanged` and its three words. */
export function partsOf(name: string): string[] {
  const segments = name.split(/[._:/-]+/).filter((segment) => segment !== '');
  const humps = segments.flatMap((segment) => segment.split(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u));
  return [...new Set([...segments, ...humps])];
}

/** The terms that find a text: its words and their parts. */
export function tokensOf(text: string): string[] {
  return wordsOf(text).flatMap((each) => [...new Set([each, ...partsOf(each)].map(fold))]);
}
