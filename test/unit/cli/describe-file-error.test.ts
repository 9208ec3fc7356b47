import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { describeFileError } from '../../../cli/describe-file-error.js';

const cases = [
  { name: 'a file that is missing', given: () => readFile(join(tmpdir(), 'hookbook-missing')), want: 'there is no such file' },
  { name: 'a file below a file', given: () => readFile(new URL('x', import.meta.url.concat('/'))), want: 'there is no such file' },
  { name: 'a folder', given: () => readFile(tmpdir()), want: 'it is a folder' },
  { name: 'a folder to write to', given: () => writeFile(tmpdir(), ''), want: 'it is a folder' },
  { name: 'another error', given: () => Promise.reject(new Error('the disk is full')), want: 'the disk is full' },
  { name: 'no error', given: () => Promise.reject('odd'), want: 'odd' },
];
it.each(cases)('$name: $want', async ({ given, want }) => {
  expect(await given().then(() => 'nothing', describeFileError)).toBe(want);
});
