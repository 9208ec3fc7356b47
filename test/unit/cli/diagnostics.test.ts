import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Problem } from '../../../catalogue/model/problem.js';
import { renderAnnotation } from '../../../cli/annotation.js';
import { countProblems, judgeProblems, renderProblem, tellProblems } from '../../../cli/diagnostics.js';
import { printable, printableLines, renderJson } from '../../../cli/printable.js';
import { openTerminal } from '../../../cli/terminal.js';
import { captureStreams, captureTerminal } from './captured-terminal.js';

const problem: Problem = {
  code: 'example-mismatch',
  severity: 'warning',
  message: 'payment.created: /data/last4 must match ^\\d{4}$',
  fix: 'change the example',
  pointer: '/components/messages/a/examples/0',
  file: 'asyncapi.yaml',
  line: 566,
  column: 26,
  frame: '  565 | a:\n> 566 |   b\n      |   ^',
};
const plain = (_: unknown, text: string) => text;

describe('a problem', () => {
  it('says where, what, the frame, the pointer and what to do', () => {
    expect(renderProblem(problem, plain)).toBe(
      [
        'asyncapi.yaml:566:26  warning  example-mismatch  payment.created: /data/last4 must match ^\\d{4}$',
        '    565 | a:',
        '  > 566 |   b',
        '        |   ^',
        '  at /components/messages/a/examples/0',
        '  fix: change the example',
      ].join('\n'),
    );
  });

  it('never passes a control character on', () => {
    const hostile = '\u001b]52;c;cGF5bG9hZA==\u0007\u001b[2J\u202e\u0000';
    const text = renderProblem({ ...problem, message: hostile, fix: hostile, pointer: hostile, frame: hostile, file: hostile }, plain);
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    expect(text).toContain('\\u001b]52;');
  });

  it('is an error with --strict, and a count follows', () => {
    expect(countProblems([problem, { ...problem, severity: 'error' }, problem])).toBe('1 error, 2 warnings');
    expect(countProblems(judgeProblems([problem], true))).toBe('1 error');
    expect(countProblems([])).toBe('no problems');
  });

  it('is annotated under GitHub Actions, with a path from the workspace', () => {
    const { captured, terminal } = captureTerminal({ env: { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: process.cwd() } });
    tellProblems(terminal, [{ ...problem, file: 'parts/a.yaml' }], 'api/asyncapi.yaml');
    expect(captured.stderr).toContain('\n::warning file=api/parts/a.yaml,line=566,col=26,title=example-mismatch::payment.created: ');
    expect(captured.stdout).toBe('');
    const elsewhere = captureTerminal();
    tellProblems(elsewhere.terminal, [problem], 'asyncapi.yaml');
    expect(elsewhere.captured.stderr).not.toContain('::');
  });
});

describe('an annotation', () => {
  test.each([
    {
      name: 'a message cannot begin a command of its own',
      given: 'a\n::set-env name=X::y\r%0A',
      want: '::error file=f::a%0A::set-env name=X::y%0D%250A',
    },
    { name: 'colons and commas stay in a message', given: 'a: b, c', want: '::error file=f::a: b, c' },
  ])('$name', ({ given, want }) => {
    expect(renderAnnotation({ severity: 'error', title: 't', file: 'f', message: given }).replace(',title=t', '')).toBe(want);
  });

  it('escapes what would end a property', () => {
    expect(renderAnnotation({ severity: 'error', title: 'a:b,c%', file: 'x,line=1.yaml', message: 'm' })).toBe(
      '::error file=x%2Cline=1.yaml,title=a%3Ab%2Cc%25::m',
    );
  });
});

describe('text from a document', () => {
  test.each([
    { given: 'plain é 日本 😀', want: 'plain é 日本 😀' },
    { given: 'a\u001b[31mb', want: 'a\\u001b[31mb' },
    { given: 'a\nb\tc\r', want: 'a\\nb\\tc\\r' },
    { given: '\u009b\u200b\u2066\ufeff\u2028', want: '\\u009b\\u200b\\u2066\\ufeff\\u2028' },
    { given: 'tag \u{e0041} half \ud800', want: 'tag \\udb40\\udc41 half \\ud800' },
  ])('$want is on one line', ({ given, want }) => {
    expect(printable(given)).toBe(want);
  });

  it('keeps lines where lines are meant', () => {
    expect(printableLines('a\n\tb\u0007')).toBe('a\n\tb\\u0007');
  });

  test('JSON reads back as it was and holds nothing unprintable', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const text = renderJson(value);
        expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u202e]/);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe('colours', () => {
  test.each([
    { name: 'on a terminal', tty: true, env: {}, wants: true, want: true },
    { name: 'not in a pipe', tty: false, env: {}, wants: true, want: false },
    { name: 'not with NO_COLOR', tty: true, env: { NO_COLOR: '1' }, wants: true, want: false },
    { name: 'with an empty NO_COLOR, which counts as none', tty: true, env: { NO_COLOR: '' }, wants: true, want: true },
    { name: 'not with --no-color', tty: true, env: {}, wants: false, want: false },
  ])('$name', ({ tty, env, wants, want }) => {
    const terminal = openTerminal(captureStreams({ tty, env }).streams, wants);
    expect(terminal.paint('red', 'x') !== 'x').toBe(want);
    expect(terminal.paintMessage('red', 'x') !== 'x').toBe(want);
  });
});
