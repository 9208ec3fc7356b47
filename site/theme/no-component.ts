import { defineComponent } from 'vue';

const NoComponent = defineComponent({ name: 'NoComponent', render: () => null });

/** Replaces a component that this theme doesn't use. */
// VitePress uses default imports for its components.
export default NoComponent;
