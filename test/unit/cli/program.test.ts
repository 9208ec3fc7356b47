import { describe, expect, it, test } from 'vitest';
import { runCommandLine } from '../../../cli/program.js';
import { captureStreams } from './captured-terminal.js';

async function run(...args: string[]) {
  const captured = captureStreams();
  return { code: await runCommandLine(args, captured.streams), ...captured };
}

describe('the command line', () => {
  it('prints its help and its version as results', async () => {
    expect(await run('--version')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), stderr: '' });
    const { code, stdout, stderr } = await run('--help');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const name of ['generate', 'check', 'lint', 'list', 'validate', 'init']) expect(stdout).toMatch(new RegExp(`^  ${name}\\b`, 'm'));
  });

  test.each([
    { name: 'nothing', given: [], want: /Usage: hookbook/ },
    { name: 'an unknown command', given: ['genrate'], want: /unknown command 'genrate'.*Did you mean generate/s },
    { name: 'an unknown option', given: ['generate', '--documnet', 'x'], want: /unknown option '--documnet'.*Did you mean --document/s },
    { name: 'an option without its value', given: ['generate', '--out'], want: /argument missing/ },
    { name: 'an argument too many', given: ['check', 'x', 'y'], want: /too many arguments/ },
    { name: 'validate without files', given: ['validate'], want: /missing required argument/ },
    { name: 'an empty option', given: ['generate', '--out', ''], want: /--out is empty/ },
    { name: 'a provider that cannot be', given: ['init', '--provider', 'A B'], want: /--provider must be/ },
  ])('$name is exit code 2, with a message', async ({ given, want }) => {
    const { code, stdout, stderr } = await run(...given);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(want);
  });

  test.each(['generate', 'check', 'lint', 'list', 'listen'])('%s takes the document as an argument', async (command) => {
    const { code, stderr } = await run(command, 'not-there.yaml');
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/^not-there\.yaml:1:1 {2}error {2}unreadable/) });
    expect((await run(command, '--help')).stdout).toMatch(/^Usage: hookbook \w+ \[options\] \[document\]$/m);
  });
});
