import { computed, defineComponent, h, onMounted, ref, shallowRef, watch } from 'vue';
import { filterMatrix, type Matrix, readMatrix } from './filter-matrix.js';
import { useWords } from './words.js';

/** Kept when people open an event and come back. */
const text = ref('');
const chosen = ref<ReadonlySet<string>>(new Set());

/** Filters the matrix of events below it. Without scripts, all events are shown. */
export const EventFilter = defineComponent({
  name: 'EventFilter',
  setup() {
    const words = useWords();
    const root = ref<HTMLElement>();
    const matrix = shallowRef<Matrix>({ sections: [] });
    const left = ref(0);
    const total = computed(() =>
      matrix.value.sections.reduce((sum, { rows }) => sum + rows.reduce((all, { events }) => all + events.length, 0), 0),
    );
    const names = computed(() => matrix.value.sections.map(({ name }) => name));

    onMounted(() => {
      const below = root.value?.parentElement?.querySelector('.event-matrix');
      if (below) matrix.value = readMatrix(below);
      // Stored by another site, or before an edit.
      chosen.value = new Set([...chosen.value].filter((name) => names.value.includes(name)));
      update();
      watch([text, chosen], update);
    });
    const update = () => {
      left.value = filterMatrix(matrix.value, { text: text.value, sections: chosen.value });
    };
    const toggle = (name: string) => {
      const others = [...chosen.value].filter((each) => each !== name);
      chosen.value = new Set(others.length === chosen.value.size ? [...others, name] : others);
    };
    const clear = () => {
      text.value = '';
      chosen.value = new Set();
    };
    const filtered = () => text.value.trim() !== '' || chosen.value.size > 0;
    const say = () => {
      if (!filtered()) return '';
      if (left.value === 0) return words.value.filterNothing;
      return words.value.filterCount.replace('{count}', String(left.value)).replace('{total}', String(total.value));
    };

    return () => (
      <div ref={root} class="event-filter">
        <input
          type="search"
          class="event-filter-text"
          aria-label={words.value.filter}
          placeholder={words.value.filterPlaceholder}
          autocomplete="off"
          spellcheck={false}
          value={text.value}
          onInput={(event: Event) => {
            text.value = (event.target as HTMLInputElement).value;
          }}
        />
        <div class="event-filter-choice">
          {names.value.length > 1 && (
            <fieldset class="event-filter-providers">
              <legend>{words.value.filterProviders}</legend>
              {names.value.map((name) => (
                <label key={name}>
                  <input type="checkbox" checked={chosen.value.has(name)} onChange={() => toggle(name)} />
                  {name}
                </label>
              ))}
            </fieldset>
          )}
          <p class="event-filter-count">
            <span role="status">{say()}</span>
            {filtered() && (
              <button type="button" onClick={clear}>
                {words.value.filterClear}
              </button>
            )}
          </p>
        </div>
      </div>
    );
  },
});
