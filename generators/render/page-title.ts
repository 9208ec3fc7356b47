import { replaceMarkers, wideTwin } from './bundler-markers.js';
import { visibleText } from './visible-text.js';

/**
 * A text for the browser's title bar and the page's description. VitePress writes both into scripts and attributes as
 * they are, and no encoding survives all the places where they land: the few characters that mean something there come
 * out as others that look like them.
 */
export function pageTitle(text: string): string {
  const line = visibleText(text)
    .replace(/[\t\n ]+/g, ' ')
    .trim()
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .replaceAll('"', '”')
    .replaceAll('`', 'ʻ')
    // Entities of HTML, patterns of a replacement, the sign of a function.
    .replace(/&(?=#?\w+;)|\$(?=[$&'\d])|^_(?=vp-fn_)/g, wideTwin);
  return replaceMarkers(line, wideTwin);
}
