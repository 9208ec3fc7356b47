import { readonly, ref } from 'vue';

const key = 'hookbook:tab';
const chosen = ref('');

/** The tab that the reader chose last, on this page or another. */
export const chosenTab = readonly(chosen);

export function chooseTab(name: string): void {
  chosen.value = name;
  // Storage may be blocked. The choice then lasts until the next page.
  try {
    localStorage.setItem(key, name);
  } catch {}
}

export function recallTab(): void {
  try {
    chosen.value = localStorage.getItem(key) ?? chosen.value;
  } catch {}
}
