import { cloneVNode, defineComponent, h, onMounted, ref, useId, type VNode } from 'vue';
import { chooseTab, chosenTab, recallTab } from './chosen-tab.js';
import { useWords, type Words } from './words.js';

/** One panel of a group. */
export const PageTab = defineComponent({
  name: 'PageTab',
  props: {
    name: { type: String, required: true },
    label: { type: String, default: '' },
    panelId: { type: String, default: '' },
    tabId: { type: String, default: '' },
    shown: Boolean,
  },
  setup: (props, { slots }) => {
    return () => (
      <div role="tabpanel" id={props.panelId} class={{ 'tab-panel': true, shown: props.shown }} aria-labelledby={props.tabId} tabindex={0}>
        <p class="tab-label">{props.label}</p>
        {slots['default']?.()}
      </div>
    );
  },
});

/**
 * Tabs as in the ARIA authoring practices, https://www.w3.org/WAI/ARIA/apg/patterns/tabs/. Without scripts and in print, the
 * style sheet shows all panels below one another, each under its label. A choice applies to all groups and pages.
 */
export const PageTabs = defineComponent({
  name: 'PageTabs',
  setup(_, { slots }) {
    const id = useId();
    const words = useWords();
    // The server renders the first tab. The page starts with the same, and then restores the choice.
    const ready = ref(false);
    onMounted(() => {
      recallTab();
      ready.value = true;
    });
    return () => {
      const panels = (slots['default']?.() ?? []).filter(({ type }) => type === PageTab);
      const names = panels.map(nameOf);
      const shown = names.find((name) => ready.value && name === chosenTab.value) ?? names[0];
      const idsOf = (name: string) => ({ tabId: `${id}-${name}-tab`, panelId: `${id}-${name}` });
      const move = (event: KeyboardEvent) => {
        const name = tabAfter(event.key, names, shown);
        if (name === undefined) return;
        event.preventDefault();
        chooseTab(name);
        document.getElementById(idsOf(name).tabId)?.focus();
      };
      return (
        <div class={{ tabs: true, ready: ready.value }}>
          <div class="tab-list" role="tablist" onKeydown={move}>
            {names.map((name) => (
              <button
                type="button"
                role="tab"
                class="tab"
                id={idsOf(name).tabId}
                aria-controls={idsOf(name).panelId}
                aria-selected={name === shown}
                tabindex={name === shown ? 0 : -1}
                onClick={() => chooseTab(name)}
              >
                {labelOf(name, words.value)}
              </button>
            ))}
          </div>
          {panels.map((panel) => {
            const name = nameOf(panel);
            return cloneVNode(panel, { ...idsOf(name), label: labelOf(name, words.value), shown: name === shown });
          })}
        </div>
      );
    };
  },
});

const nameOf = ({ props }: VNode): string => String(props?.['name'] ?? '');

const labelOf = (name: string, words: Words): string => words[`tab.${name}` as keyof Words] ?? name;

/** The tab that a key selects; undefined for other keys. */
function tabAfter(key: string, names: readonly string[], shown: string | undefined): string | undefined {
  const at = names.indexOf(shown ?? '');
  if (key === 'ArrowRight') return names[(at + 1) % names.length];
  if (key === 'ArrowLeft') return names.at(at - 1);
  if (key === 'Home') return names[0];
  return key === 'End' ? names.at(-1) : undefined;
}
