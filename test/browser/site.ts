import { inject } from 'vitest';
import { filesIn } from './build-site.js';

export const { folder, base } = inject('site');

/** Every page of the site, as a path below its base: `receiving.html`, `reference/ecwid/order.created/`. */
export const pages: readonly string[] = pagesIn(folder);

export function pagesIn(built: string): string[] {
  return filesIn(built)
    .filter((file) => file.endsWith('.html') && file !== '404.html')
    .map((file) => file.replace(/(?<=^|\/)index\.html$/, ''));
}

export const eventPages: readonly string[] = pages.filter((page) => /^reference\/[^/]+\/[^/]+\/$/.test(page));
