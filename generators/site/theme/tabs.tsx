import { defineComponent, h } from 'vue';

/** Panels of which one shows at a time: the ARIA authoring practices' tabs. Without scripts and in print all show, one below the other. */
export const PageTabs = defineComponent({
  name: 'PageTabs',
  setup:
    (_, { slots }) =>
    () => <div class="tabs">{slots['default']?.()}</div>,
});

export const PageTab = defineComponent({
  name: 'PageTab',
  props: { name: { type: String, required: true } },
  setup:
    (_, { slots }) =>
    () => <div class="tab">{slots['default']?.()}</div>,
});
