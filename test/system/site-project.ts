import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './hookbook.js';

export const vitepress = join(repository, 'node_modules/vitepress/bin/vitepress.js');

/** What `npm install` would bring: the packages that `docs init` adds. */
export function linkPackages(project: string): void {
  mkdirSync(join(project, 'node_modules'), { recursive: true });
  symlinkSync(repository, join(project, 'node_modules/hookbook'));
  for (const name of ['minisearch', 'vitepress', 'vue']) {
    symlinkSync(join(repository, 'node_modules', name), join(project, 'node_modules', name));
  }
}
