import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { toolkitFile } from '../../catalogue/model/toolkit-file.js';

/**
 * A hash of everything but the document that the output depends on: the toolkit's own code, templates and schema, its
 * dependencies' versions and Node's major. Reads a few hundred small files and loads none of them.
 */
export function hashTool(): string {
  const root = fileURLToPath(toolkitFile('./'));
  const hash = createHash('sha256').update(`node ${process.versions.node.split('.')[0]}\n`);
  for (const folder of ['dist', 'templates']) {
    for (const path of listFiles(join(root, folder))) hash.update(`${path}\n`).update(readFileSync(join(root, folder, path)));
  }
  const manifest = readFileSync(join(root, 'package.json'), 'utf8');
  hash.update(manifest).update(readFileSync(join(root, 'catalogue/build/x-webhook.schema.json')));
  const { dependencies } = JSON.parse(manifest) as { readonly dependencies: Readonly<Record<string, string>> };
  for (const name of Object.keys(dependencies)) hash.update(`${name} ${readVersion(root, name)}\n`);
  // The formatter of the types is an indirect dependency, which only npm's list of installed packages has.
  const installed = findUpwards(root, 'node_modules/.package-lock.json');
  if (installed !== null) hash.update(readFileSync(installed));
  return hash.digest('hex');
}

function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return []; // run from source, where nothing was built
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && /\.(?:js|hbs|json)$/.test(entry.name),
  );
  return files.map(({ parentPath, name }) => join(parentPath, name).slice(folder.length)).sort();
}

function readVersion(root: string, name: string): string {
  const path = findUpwards(root, `node_modules/${name}/package.json`);
  return path === null ? 'missing' : ((JSON.parse(readFileSync(path, 'utf8')) as { readonly version?: string }).version ?? '');
}

function findUpwards(start: string, path: string): string | null {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, path))) return join(folder, path);
    if (folder === dirname(folder)) return null;
  }
}
