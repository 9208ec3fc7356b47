export { default } from '../../../dist/theme/index.js';
