import { defineComponent } from 'vue';

const NoComponent = defineComponent({ name: 'NoComponent', render: () => null });

/** Nothing, in the place of a component that this theme has no use for. */
// VitePress imports its components as defaults.
export default NoComponent;
