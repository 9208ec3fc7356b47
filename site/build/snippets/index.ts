export { type CurlSnippet, describeCurl } from './curl.js';
export { describeHandler, type SnippetOptions } from './handler.js';
