import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export interface Diagnostic {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly message: string;
}

const compiler = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));

const strictest = {
  noEmit: true,
  strict: true,
  skipLibCheck: false,
  types: [],
  target: 'ES2022',
  lib: ['ES2022'],
  module: 'NodeNext',
  moduleResolution: 'NodeNext',
  verbatimModuleSyntax: true,
};

/** What `tsc --strict` says of the files (contents by path), in a folder of their own without any other types. */
export async function runTsc(files: Readonly<Record<string, string>>, options: object = {}): Promise<Diagnostic[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hookbook-types-'));
  try {
    const config = { compilerOptions: { ...strictest, ...options }, include: ['**/*.ts'] };
    for (const [path, contents] of Object.entries({
      ...files,
      'package.json': '{"type":"module"}',
      'tsconfig.json': JSON.stringify(config),
    })) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), contents);
    }
    const { stdout } = await promisify(execFile)(process.execPath, [compiler, '-p', folder], { cwd: folder, maxBuffer: 2 ** 28 }).catch(
      (error: { stdout?: string; stderr?: string }) => {
        if (error.stdout) return { stdout: error.stdout };
        throw error;
      },
    );
    return readDiagnostics(stdout);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readDiagnostics(output: string): Diagnostic[] {
  return output.split('\n').flatMap((line) => {
    if (line.trim() === '' || line.startsWith(' ')) return [];
    const [, file, at, message] = /^(.*?)\((\d+),\d+\): (.*)$/.exec(line) ?? [];
    return [{ file: file ?? '', line: Number(at ?? 0), message: message ?? line }];
  });
}
