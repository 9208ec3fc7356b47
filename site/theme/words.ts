import { useData } from 'vitepress';
import { computed } from 'vue';

/** What the theme itself says, in the languages there are labels for. */
const words = {
  en: {
    copyName: 'Copy the name',
    copied: 'Copied',
    selected: 'Selected',
    'tab.json': 'JSON',
    'tab.handler': 'Handler',
    'tab.curl': 'curl',
    'tab.fixture': 'Fixture',
    close: 'Close',
    search: 'Search',
    searchPlaceholder: 'An event, a field, a guide: order.created',
    searchHint: 'Events of all providers, and guides.',
    searchLoading: 'Fetching the index …',
    searchFailed: 'The search index could not be fetched.',
    searchNothing: 'Nothing found.',
    searchOne: '1 result',
    searchSome: '{count} results',
    searchHits: 'Results',
    allEvents: 'All events',
    event: 'Event',
    overview: 'Overview',
    guide: 'Guide',
    filter: 'Filter events',
    filterPlaceholder: 'Filter: order, created …',
    filterProviders: 'Providers',
    filterCount: '{count} of {total} events',
    filterNothing: 'No event matches.',
    filterClear: 'Show all',
  },
  fr: {
    copyName: 'Copier le nom',
    copied: 'Copié',
    selected: 'Sélectionné',
    'tab.json': 'JSON',
    'tab.handler': 'Code de réception',
    'tab.curl': 'curl',
    'tab.fixture': 'Jeu d’essai',
    close: 'Fermer',
    search: 'Rechercher',
    searchPlaceholder: 'Un évènement, un champ, un guide : order.created',
    searchHint: 'Les évènements de tous les fournisseurs, et les guides.',
    searchLoading: 'L’index est en cours de chargement …',
    searchFailed: 'L’index de recherche n’a pas pu être chargé.',
    searchNothing: 'Aucun résultat.',
    searchOne: '1 résultat',
    searchSome: '{count} résultats',
    searchHits: 'Résultats',
    allEvents: 'Tous les évènements',
    event: 'Évènement',
    overview: 'Vue d’ensemble',
    guide: 'Guide',
    filter: 'Filtrer les évènements',
    filterPlaceholder: 'Filtrer : order, created …',
    filterProviders: 'Fournisseurs',
    filterCount: '{count} évènements sur {total}',
    filterNothing: 'Aucun évènement ne correspond.',
    filterClear: 'Tout afficher',
  },
} as const;

export type Words = Readonly<Record<keyof typeof words.en, string>>;

/** The theme's words in the language of the page: of `fr-CA`, those of `fr`; of a language there are none for, the English ones. */
export function useWords() {
  const { lang } = useData();
  return computed((): Words => (/^fr\b/i.test(lang.value) ? words.fr : words.en));
}
