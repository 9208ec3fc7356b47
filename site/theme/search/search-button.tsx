import { defineAsyncComponent, defineComponent, h, onMounted, onUnmounted, ref } from 'vue';
import { useWords } from '../words.js';

/** The search dialog is loaded on demand. */
const SearchDialog = defineAsyncComponent(async () => (await import('./search-dialog.js')).SearchDialog);

/** Replaces VitePress's search in the bar. A click, `/`, Ctrl+K or Cmd+K opens it. */
const SearchButton = defineComponent({
  name: 'SearchButton',
  setup() {
    const words = useWords();
    const open = ref(false);
    const openByKey = (event: KeyboardEvent) => {
      const isShortcut = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
      if (!isShortcut && (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isEditing(event.target))) return;
      event.preventDefault();
      open.value = true;
    };
    onMounted(() => window.addEventListener('keydown', openByKey));
    onUnmounted(() => window.removeEventListener('keydown', openByKey));
    return () => (
      <div class="VPNavBarSearch">
        <button
          type="button"
          class="search-button"
          aria-haspopup="dialog"
          aria-keyshortcuts="/ Control+K Meta+K"
          onClick={() => {
            open.value = true;
          }}
        >
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <circle cx="11" cy="11" r="7" />
            <path d="m20 20-4-4" />
          </svg>
          <span class="search-button-text">{words.value.search}</span>
          <span class="search-button-key" aria-hidden="true">
            /
          </span>
        </button>
        {open.value && (
          <SearchDialog
            onClose={() => {
              open.value = false;
            }}
          />
        )}
      </div>
    );
  },
});

function isEditing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|SELECT|TEXTAREA)$/.test(target.tagName));
}

// VitePress uses a default import for its component.
export default SearchButton;
