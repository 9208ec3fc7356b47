export { default } from '../../../dist/site/theme/index.js';
