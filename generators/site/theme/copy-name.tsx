import { defineComponent, h, ref } from 'vue';
import { useWords } from './words.js';

/** A button that copies what stands before it: the text stays in the page, and no second time in the program. */
export const CopyName = defineComponent({
  name: 'CopyName',
  setup() {
    const words = useWords();
    const copied = ref(false);
    const copy = async (event: MouseEvent) => {
      const button = event.currentTarget as HTMLElement;
      await navigator.clipboard.writeText(button.previousElementSibling?.textContent ?? '');
      copied.value = true;
      setTimeout(() => {
        copied.value = false;
      }, 2_000);
    };
    return () => (
      <button type="button" class="copy-name" onClick={copy}>
        {copied.value ? words.value.copied : words.value.copy}
      </button>
    );
  },
});
