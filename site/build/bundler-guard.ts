import { createHash } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { escapeUnits } from '@hookbook/runtime/inspect';
import type { UserConfig } from 'vitepress';
import { replaceMarkers } from '../../generators/render/bundler-markers.js';
import type { SiteData } from './open-site.js';

type Plugin = Extract<NonNullable<NonNullable<UserConfig['vite']>['plugins']>[number], { name: string }>;

/**
 * Keeps markers that VitePress, Vite and Rollup replace out of compiled pages and generated code, whose strings come
 * from the document. An escape is not enough: the minifier decodes it, and markers are replaced after that too. So a
 * word replaces the character until all replacements are done, and then becomes an escape. Both are valid in strings,
 * templates, names and regular expressions. The word is derived from the catalogue alone: no text in it can contain the
 * word, and the same catalogue gives the same files.
 */
export function bundlerGuard({ generated, catalogue }: Pick<SiteData, 'generated' | 'catalogue'>): Plugin {
  const seal = createHash('sha256').update(JSON.stringify(catalogue)).digest('hex').slice(0, 16);
  const wordFor = (char: string) => `hookbook${seal}${char.charCodeAt(0).toString(16)}guarded`;
  const words = new RegExp(`hookbook${seal}(5f|53|7e)guarded`, 'g');
  const folder = resolve(generated);
  const folders = [folder, ...(existsSync(folder) ? [realpathSync(folder)] : [])].map((path) => `${path.replaceAll('\\', '/')}/`);
  return {
    name: 'hookbook:bundler-guard',
    apply: 'build',
    transform(code, id) {
      if (!id.endsWith('.md') && !folders.some((path) => id.startsWith(path))) return null;
      const guarded = replaceMarkers(code, wordFor);
      return guarded === code ? null : { code: guarded, map: null };
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const chunk of Object.values(bundle)) {
          if (chunk.type === 'chunk')
            chunk.code = chunk.code.replace(words, (_, unit: string) => escapeUnits(String.fromCharCode(Number.parseInt(unit, 16))));
        }
      },
    },
  };
}
