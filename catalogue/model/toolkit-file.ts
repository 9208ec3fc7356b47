import { existsSync } from 'node:fs';

/**
 * The address of a file of this package, such as `templates/types/module.hbs`. The code runs from its sources in tests
 * and from `dist` otherwise, a folder deeper, so the package is the folder above that has a package.json.
 */
export function toolkitFile(path: string): URL {
  return new URL(path, toolkitFolder);
}

const toolkitFolder = findPackage(new URL('../', import.meta.url));

function findPackage(folder: URL): URL {
  const above = new URL('../', folder);
  if (existsSync(new URL('package.json', folder)) || above.href === folder.href) return folder;
  return findPackage(above);
}
