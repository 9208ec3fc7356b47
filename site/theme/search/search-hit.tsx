import { useData } from 'vitepress';
import { defineComponent, h, type PropType } from 'vue';
import { useWords } from '../words.js';
import type { Hit } from './find-entries.js';
import { markWords } from './mark-words.js';

/** A result: a link that is an option of the list. All texts are text nodes, so none is read as HTML. */
export const SearchHit = defineComponent({
  name: 'SearchHit',
  props: {
    at: { type: Number, required: true },
    hit: { type: Object as PropType<Hit>, required: true },
    href: { type: String, required: true },
    chosen: { type: Boolean, required: true },
  },
  emits: ['point', 'follow'],
  setup(props, { emit }) {
    const words = useWords();
    const { lang } = useData();
    const marked = (text: string) =>
      markWords(text, props.hit.words).map((piece) => (piece.marked ? <mark>{piece.text}</mark> : piece.text));
    const kindOf = ({ kind }: Hit) => ({ event: words.value.event, provider: words.value.overview, guide: words.value.guide })[kind];
    return () => {
      const { hit } = props;
      // The page's own language needs no attribute.
      const language = hit.language === '' || hit.language === lang.value ? undefined : hit.language;
      return (
        <a
          id={`search-hit-${props.at}`}
          role="option"
          class={['search-hit', `search-${hit.kind}`]}
          href={props.href}
          aria-selected={props.chosen}
          tabindex={-1}
          onClick={(event: MouseEvent) => emit('follow', event)}
          onMousemove={() => props.chosen || emit('point')}
        >
          <span class="search-name">{marked(hit.name)}</span>
          <span class="search-context">
            {hit.context !== '' && <b>{marked(hit.context)}</b>} {kindOf(hit)}
          </span>
          {hit.text !== '' && (
            <span class="search-text" lang={language}>
              {marked(hit.text)}
            </span>
          )}
        </a>
      );
    };
  },
});
