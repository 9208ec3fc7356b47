import { readonly, ref } from 'vue';

const key = 'hookbook:tab';
const chosen = ref('');

/** The tab that the reader chose last, on this page or another. */
export const chosenTab = readonly(chosen);

export function chooseTab(name: string): void {
  chosen.value = name;
  // A browser may keep nothing of a page; then the choice holds until the next one.
  try {
    localStorage.setItem(key, name);
  } catch {}
}

export function recallTab(): void {
  try {
    chosen.value = localStorage.getItem(key) ?? chosen.value;
  } catch {}
}
