/** What the programs themselves say, in comments, in the languages there are labels for. */
const words = {
  en: {
    handler: 'Runs after the request was stored and answered, at least once: let what it does be harmless to do twice.',
    unsigned: 'NOT VERIFIED: whoever knows the address can send events.',
    validator: 'These events can’t be told apart, so there is no receiver: check a body as the event that you expect.',
  },
  fr: {
    handler: 'Appelé une fois la requête enregistrée et acquittée, au moins une fois : son effet doit pouvoir se répéter sans dommage.',
    unsigned: 'NON VÉRIFIÉ : quiconque connaît l’adresse peut envoyer des évènements.',
    validator: 'Ces évènements ne se distinguent pas, il n’y a donc pas de récepteur : vérifiez un corps comme l’évènement attendu.',
  },
} as const;

export type SnippetWords = Readonly<Record<keyof typeof words.en, string>>;

/** The words for a BCP 47 language: of `fr-CA`, those of `fr`; of a language there are none for, the English ones. */
export function snippetWords(language: string): SnippetWords {
  return /^fr\b/i.test(language) ? words.fr : words.en;
}
