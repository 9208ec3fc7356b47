import { withBase } from 'vitepress';
import { defineComponent, h, nextTick, onMounted, ref, shallowRef, watch } from 'vue';
import { useWords } from '../words.js';
import type { Hit, Search } from './find-entries.js';
import { loadSearch } from './load-search.js';
import { SearchHit } from './search-hit.js';

/** More results than anyone reads. */
const maxHits = 30;

/** The last query, for when the search is opened again. */
const text = ref('');

/** The search dialog: a combobox and its list of results, as in the ARIA authoring practices. */
export const SearchDialog = defineComponent({
  name: 'SearchDialog',
  emits: ['close'],
  setup(_, { emit }) {
    const words = useWords();
    const dialog = ref<HTMLDialogElement>();
    const search = shallowRef<Search | 'failed'>();
    const hits = shallowRef<readonly Hit[]>([]);
    const chosen = ref(0);

    const update = () => {
      hits.value = typeof search.value === 'function' ? search.value(text.value, maxHits) : [];
      chosen.value = 0;
    };
    watch([text, search], update);

    onMounted(async () => {
      dialog.value?.showModal();
      // The panel fills the dialog, so this is the backdrop. Escape does the same.
      dialog.value?.addEventListener('click', ({ target }) => target === dialog.value && dialog.value?.close());
      dialog.value?.querySelector('input')?.select();
      search.value = await loadSearch().catch(() => 'failed' as const);
    });

    const optionAt = (at: number) => dialog.value?.querySelector<HTMLAnchorElement>(`#search-hit-${at}`);
    const choose = async (at: number) => {
      if (hits.value.length === 0) return;
      chosen.value = (at + hits.value.length) % hits.value.length;
      await nextTick();
      optionAt(chosen.value)?.scrollIntoView({ block: 'nearest' });
    };
    const steps: Readonly<Record<string, () => void>> = {
      ArrowDown: () => choose(chosen.value + 1),
      ArrowUp: () => choose(chosen.value - 1),
      Enter: () => optionAt(chosen.value)?.click(),
    };
    const step = (event: KeyboardEvent) => {
      const act = event.isComposing || event.ctrlKey || event.metaKey || event.altKey ? undefined : steps[event.key];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };

    /** The router handles the click. One that opens a new tab keeps the dialog open. */
    const follow = (event: MouseEvent) => {
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey) dialog.value?.close();
    };

    const say = () => {
      if (search.value === 'failed') return words.value.searchFailed;
      if (text.value.trim() === '') return words.value.searchHint;
      if (search.value === undefined) return words.value.searchLoading;
      if (hits.value.length === 0) return words.value.searchNothing;
      return hits.value.length === 1
        ? words.value.searchOne
        : words.value.searchSome.replace('{count}', `${hits.value.length}${hits.value.length === maxHits ? '+' : ''}`);
    };

    return () => (
      <dialog ref={dialog} class="search-dialog" aria-label={words.value.search} onClose={() => emit('close')}>
        <div class="search-panel">
          <div class="search-bar">
            <input
              type="text"
              role="combobox"
              aria-label={words.value.search}
              aria-autocomplete="list"
              aria-controls="search-hits"
              aria-expanded={hits.value.length > 0}
              aria-activedescendant={hits.value.length > 0 ? `search-hit-${chosen.value}` : undefined}
              placeholder={words.value.searchPlaceholder}
              autocomplete="off"
              autocapitalize="off"
              spellcheck={false}
              enterkeyhint="go"
              maxlength={120}
              value={text.value}
              onInput={(event: Event) => {
                text.value = (event.target as HTMLInputElement).value;
              }}
              onKeydown={step}
            />
            <button type="button" class="search-close" onClick={() => dialog.value?.close()}>
              {words.value.close}
            </button>
          </div>
          <p class="search-status">
            <span role="status">{say()}</span>{' '}
            {(search.value === 'failed' || (search.value !== undefined && text.value.trim() !== '' && hits.value.length === 0)) && (
              <a href={withBase('/reference/')} onClick={follow}>
                {words.value.allEvents}
              </a>
            )}
          </p>
          <div id="search-hits" role="listbox" aria-label={words.value.searchHits} class="search-hits">
            {hits.value.map((hit, at) => (
              <SearchHit
                key={hit.id}
                at={at}
                hit={hit}
                href={withBase(hit.path)}
                chosen={at === chosen.value}
                onFollow={follow}
                onPoint={() => {
                  chosen.value = at;
                }}
              />
            ))}
          </div>
        </div>
      </dialog>
    );
  },
});
