import { defineComponent, Fragment, h, ref } from 'vue';
import { useWords } from './words.js';

const shownFor = 2_000;

/** A button that copies the code in the preceding element, so the page's program doesn't repeat the name. */
export const CopyName = defineComponent({
  name: 'CopyName',
  setup() {
    const words = useWords();
    const said = ref<'copied' | 'selected' | null>(null);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const copy = async (event: MouseEvent) => {
      const name = (event.currentTarget as HTMLElement).previousElementSibling?.querySelector('code');
      if (!name) return;
      said.value = (await copyText(name.textContent ?? '')) ? 'copied' : selectText(name);
      clearTimeout(timer);
      timer = setTimeout(() => {
        said.value = null;
      }, shownFor);
    };
    return () => (
      <>
        <button type="button" class="copy-name" onClick={copy}>
          {said.value === 'copied' ? words.value.copied : words.value.copyName}
        </button>
        <span class="visually-hidden" role="status">
          {said.value === null ? '' : words.value[said.value]}
        </span>
      </>
    );
  },
});

/** There is no clipboard on insecure pages (http), and the browser may refuse access. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Selects the name for the reader to copy. */
function selectText(element: Element): 'selected' {
  window.getSelection()?.selectAllChildren(element);
  return 'selected';
}
