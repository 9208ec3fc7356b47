// Packs every package and has publint and attw judge the tarballs, as their readers will get them.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expandExports } from './expand-exports.mjs';
import { pack, repository, run } from './run.mjs';

const tool = (name, path) => join(repository, 'node_modules', name, path);
const box = mkdtempSync(join(tmpdir(), 'hookbook-lint-'));
try {
  for (const folder of ['.', 'runtime', 'testkit', 'generated'].map((name) => join(repository, name))) {
    const { tarball, files, name: packed, version } = pack(folder, box);
    const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    // attw passes over patterns: it is told what they stand for.
    const entries = expandExports(exports, files);
    const checks = [
      ['publint --strict', tool('publint', 'src/cli.js'), 'run', tarball, '--strict'],
      [
        'attw --profile esm-only',
        tool('@arethetypeswrong/cli', 'dist/index.js'),
        tarball,
        '--profile',
        'esm-only',
        '--format',
        'ascii',
        '--entrypoints',
        ...entries,
      ],
    ];
    for (const [name, ...command] of checks) {
      const { code, output } = run(box, process.execPath, ...command);
      console.log(
        `${code === 0 ? 'ok   ' : 'FAULT'}  ${packed}@${version}  ${name}${name.startsWith('attw') ? ` (${entries.length} entries)` : ''}`,
      );
      if (code === 0) continue;
      console.log(output);
      process.exitCode = 1;
    }
  }
} finally {
  rmSync(box, { recursive: true, force: true });
}
