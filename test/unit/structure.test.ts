import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const sourcesBelow = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts') && !name.split(sep).includes('dist'))
    .map((name) => join(folder, name));

/** The folders and packages that a file imports, as `generators/catalogue` or `ajv`. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const specifiers = [...text.matchAll(/(?:^|\s)(?:import|export)\s[^'"]*?from\s+'([^']+)'|import\('([^']+)'\)|^import '([^']+)'/gm)].map(
    (match) => match[1] ?? match[2] ?? match[3] ?? '',
  );
  return specifiers.map((specifier) =>
    specifier.startsWith('.')
      ? relative(root, join(root, dirname(file), specifier))
          .split(sep)
          .slice(0, 2)
          .join('/')
      : specifier,
  );
}

/** What each folder of the toolkit may import, beside itself: downwards only. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'generators/catalogue': [],
  'generators/render': ['generators/catalogue', 'generators/generator.js'],
  'generators/output': ['generators/catalogue', 'generators/generator.js'],
  'generators/types': ['generators/catalogue', 'generators/render', 'generators/generator.js'],
  'generators/validators': ['generators/catalogue', 'generators/render', 'generators/generator.js'],
  'generators/contracts': ['generators/catalogue', 'generators/render', 'generators/generator.js'],
  'generators/schemas': ['generators/catalogue', 'generators/render', 'generators/generator.js'],
  'generators/fixtures': ['generators/catalogue', 'generators/render', 'generators/generator.js'],
  'generators/receivers': ['generators/catalogue', 'generators/render', 'generators/generator.js'],
  'generators/testing': ['generators/catalogue', 'generators/render', 'generators/generator.js'],
  'generators/scaffold': ['generators/catalogue', 'generators/render', 'generators/receivers', 'generators/generator.js'],
  // It asks the types what code sees of a payload, as the generator does.
  'generators/diff': ['generators/catalogue', 'generators/types'],
  'generators/live': ['generators/catalogue', 'generators/contracts', 'generators/fixtures'],
  'generators/send': ['generators/catalogue', 'generators/render'],
  'generators/listen': ['generators/catalogue', 'generators/live'],
  'generators/reference': ['generators/catalogue', 'generators/render', 'generators/generator.js'],
  // The site shows what several generators say.
  'generators/site': [
    'generators/catalogue',
    'generators/contracts',
    'generators/fixtures',
    'generators/live',
    'generators/reference',
    'generators/render',
    'generators/schemas',
    'generators/send',
    // A handler's stub reads what its types always have.
    'generators/types',
  ],
};

describe('a folder imports downwards only', () => {
  it.each(Object.entries(allowed))('%s', (folder, others) => {
    const found = sourcesBelow(folder).flatMap((file) =>
      importsOf(file)
        .filter((target) => target.startsWith('generators/') && target !== folder && !others.includes(target))
        .map((target) => `${file} → ${target}`),
    );
    expect(found).toEqual([]);
  });

  // What its files may import: test/runtime/imports.test.ts.
  it('the runtime depends on nothing', () => {
    expect(JSON.parse(readFileSync(join(root, 'runtime/package.json'), 'utf8')).dependencies).toBeUndefined();
  });

  // `send`, `listen` and the site's payload tool play provider and receiver, so they run the runtime itself: there is one engine.
  it('the toolkit knows neither the runtime nor what is generated, but for the types of the inbox that it opens, and what it plays', () => {
    const opening = /^generators\/cli\/(?:inbox|inbox-entry|open-inbox)\.ts$/;
    const playing = /^generators\/(?:live|send|listen|site\/theme\/check)\/|^generators\/cli\/(?:send|listen)[a-z-]*\.ts$/;
    const found = sourcesBelow('generators')
      .filter((file) => !opening.test(file) && !playing.test(file))
      .flatMap((file) => importsOf(file).filter((target) => /^(runtime|generated)\/|^@hookbook\//.test(target)));
    expect(found).toEqual([]);
    for (const file of sourcesBelow('generators').filter((name) => opening.test(name))) {
      expect(readFileSync(join(root, file), 'utf8')).not.toMatch(/^import (?!type )[^;]*@hookbook\//m);
    }
  });
});
