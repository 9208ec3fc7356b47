import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { annotateChanges } from '../../../../cli/diff/annotations.js';
import { renderText } from '../../../../cli/diff/text.js';
import { renderJson } from '../../../../cli/printable.js';
import { siftChanges } from '../../../../diff/report/ignore.js';
import { renderMarkdown } from '../../../../diff/report/markdown.js';
import { buildReport, describeReport } from '../../../../diff/report/report.js';
import { temporaryFolder } from '../../output/temporary-folder.js';
import { naughtyText } from '../../render/naughty-text.js';
import { sampleCatalogue } from '../../sample-catalogue.js';
import { captureTerminal } from '../captured-terminal.js';
import { newer, older, sampleChange, sampleReport } from './sample-report.js';

const plain = (_: unknown, text: string) => text;
const added = sampleChange({ code: 'event-added', verdict: 'safe', event: 'acme.order.paid', pointer: '/x', message: 'the event is new' });
const risky = sampleChange({ code: 'value-added', verdict: 'risky', message: '/data/state: may be "paid"', pointer: '/data/state' });
const shared = ['a', 'b', 'c', 'd', 'e'].map((name) => sampleChange({ event: `acme.${name}` }));

describe('the report as text', () => {
  it('goes by verdict, explains what stops something once, and ends in the sum', () => {
    const report = sampleReport([added, sampleChange(), risky, sampleChange({ message: '/data/tax: gone', pointer: '/data/tax' })]);
    expect(renderText(report, plain)).toBe(`main:asyncapi.yaml 1.0.0 → asyncapi.yaml 1.1.0, judged for receivers

breaking
  acme.order.created  /data/amount: gone  PAYLOAD member-removed
    why: A handler that reads it finds nothing.
    fix: Keep sending it.
  acme.order.created  /data/tax: gone  PAYLOAD member-removed

risky
  acme.order.created  /data/state: may be "paid"  PAYLOAD value-added
    why: A handler that reads it finds nothing.
    fix: Keep sending it.

safe
  acme.order.paid  the event is new  PAYLOAD event-added

2 breaking, 1 risky, 1 safe; needs a major version, 2.0.0 or later; info.version is 1.1.0`);
  });

  test.each([
    { name: 'no changes', given: [], want: 'no changes; the version may stay' },
    { name: 'an addition', given: [added], want: '1 safe; needs a minor version, 1.1.0 or later; info.version is 1.1.0' },
    {
      name: 'what is safe',
      given: [{ ...added, code: 'bound-narrowed' }],
      want: '1 safe; needs a patch version, 1.0.1 or later; info.version is 1.1.0',
    },
    { name: 'what is shared', given: shared, want: '5 breaking; needs a major version, 2.0.0 or later; info.version is 1.1.0' },
  ])('sums up $name', ({ given, want }) => {
    expect(renderText(sampleReport(given), plain).split('\n').at(-1)).toBe(want);
  });

  it('says what many events share once', () => {
    expect(renderText(sampleReport(shared), plain)).toContain(
      '\n  acme.a, acme.b, acme.c and 2 more  /data/amount: gone  PAYLOAD member-removed\n',
    );
  });

  it('lists what is ignored, and why', () => {
    const ignore = { code: 'member-removed', at: null, reason: 'nobody reads it' };
    const report = buildReport(older, newer, 'receiver', siftChanges([sampleChange()], [ignore]));
    expect(renderText(report, plain)).toContain(
      'ignored (1 change)\n  acme.order.created  /data/amount: gone  breaking member-removed: nobody reads it\n\n1 ignored; the version may stay',
    );
    expect(report).toMatchObject({ verdict: null, requiredBump: 'none', counts: { breaking: 0, ignored: 1 } });
  });
});

describe('the report as JSON', () => {
  it('has the members that others rely on', () => {
    expect(describeReport(sampleReport([sampleChange()]))).toEqual({
      older,
      newer,
      for: 'receiver',
      verdict: 'breaking',
      summary: { breaking: 1, risky: 0, safe: 0, ignored: 0 },
      requiredBump: 'major',
      requiredVersion: '2.0.0',
      versionEnough: false,
      changes: [
        {
          code: 'member-removed',
          category: 'PAYLOAD',
          verdict: 'breaking',
          provider: 'acme',
          event: 'acme.order.created',
          pointer: '/data/amount',
          message: '/data/amount: gone',
          reason: 'A handler that reads it finds nothing.',
          remedy: 'Keep sending it.',
        },
      ],
      ignored: [],
      unusedIgnores: [],
    });
  });
});

describe('the report as Markdown', () => {
  it('has a verdict, a table, and details by event', () => {
    expect(renderMarkdown(sampleReport([added, sampleChange(), risky]))).toBe(`## Webhook contract: breaking for receivers

\`main:asyncapi.yaml\` \`1.0.0\` → \`asyncapi.yaml\` \`1.1.0\`

1 breaking, 1 risky, 1 safe; \`needs a major version, 2.0.0 or later; info.version is 1.1.0\`.

| Verdict | Where | Change | Code |
|---|---|---|---|
| **breaking** | \`acme.order.created\` | \`/data/amount: gone\` | \`member-removed\` |
| **risky** | \`acme.order.created\` | \`/data/state: may be "paid"\` | \`value-added\` |
| safe | \`acme.order.paid\` | \`the event is new\` | \`event-added\` |

### \`acme.order.created\`

- **breaking** (PAYLOAD) \`/data/amount: gone\`
  - why: A handler that reads it finds nothing.
  - fix: Keep sending it.
- **risky** (PAYLOAD) \`/data/state: may be "paid"\`
  - why: A handler that reads it finds nothing.
  - fix: Keep sending it.
`);
  });

  it('has the code that a rule speaks of as code', () => {
    const text = renderMarkdown(sampleReport([sampleChange({ remedy: 'Send no `null`, and no `a|b`' })]));
    expect(text).toContain('  - fix: Send no `null`, and no <code v-pre>a&#124;b</code>\n');
  });

  it('fits into a comment, and says what it leaves out', () => {
    const many = Array.from({ length: 3000 }, (_, index) =>
      sampleChange({ event: `acme.event${index}`, message: `/data/m${index}: gone` }),
    );
    const text = renderMarkdown(sampleReport(many));
    expect(text.length).toBeLessThan(65_536);
    expect(text).toMatch(/\n\d+ more changes: `hookbook diff` prints them all\.\n/);
    expect(text).toMatch(/\n\d+ more groups of details: `hookbook diff` prints them all\.\n/);
  });
});

describe('what a document says stays data', () => {
  const hostile = fc.record({ event: naughtyText, message: naughtyText, pointer: naughtyText, label: naughtyText, version: naughtyText });
  const reportOf = ({
    event,
    message,
    pointer,
    label,
    version,
  }: { [Key in 'event' | 'message' | 'pointer' | 'label' | 'version']: string }) =>
    buildReport(
      { label, kind: 'file', version },
      newer,
      'receiver',
      siftChanges(
        [sampleChange({ event, message, pointer }), sampleChange({ event: null, message, pointer, code: 'other' })],
        [{ code: 'other', at: null, reason: message }],
      ),
    );

  it('as text: no control character, no line of its own', () => {
    fc.assert(
      fc.property(hostile, (texts) => {
        const text = renderText(reportOf(texts), plain);
        expect(text).not.toMatch(/(?!\n)[\p{Cc}\u2028\u2029\u202e]/u);
        expect(text.split('\n')).toHaveLength(11);
      }),
    );
  });

  it('as JSON: the same when it is read again', () => {
    fc.assert(
      fc.property(hostile, (texts) => {
        const described = describeReport(reportOf(texts));
        const text = renderJson(described);
        expect(text).not.toMatch(/(?!\n)\p{Cc}/u);
        expect(JSON.parse(text)).toEqual(described);
      }),
    );
  });

  it('as Markdown: in code, whatever stands around it', () => {
    fc.assert(
      fc.property(hostile, (texts) => {
        // Without what is in code, nothing is left but our own words.
        const rest = renderMarkdown(reportOf(texts))
          .replace(/<code v-pre>(?:<span>&#\d+;<\/span>|[^<])*<\/code>/g, 'CODE')
          .replace(/`[^`\n]+`/g, 'CODE');
        expect(rest).toMatch(
          /^## Webhook contract: breaking for receivers\n\nCODE CODE → CODE CODE\n\n1 breaking, 1 ignored; CODE\.\n\n\| Verdict/,
        );
        expect(rest.match(/^\|.*$/gm)).toEqual([
          '| Verdict | Where | Change | Code |',
          '|---|---|---|---|',
          '| **breaking** | CODE | CODE | CODE |',
        ]);
        expect(rest).not.toMatch(/[<>@{]|\]\(|https?:/);
      }),
    );
  });

  it('as annotations: no command of its own', () => {
    const file = `${temporaryFolder({ 'a.yaml': 'asyncapi: 3.1.0\n' })}/a.yaml`;
    const { captured, terminal } = captureTerminal({ env: { GITHUB_ACTIONS: 'true' } });
    const message = 'gone\n::set-env name=X::y\r::error::z\u001b[2J%0A::error::w';
    annotateChanges(terminal, sampleReport([sampleChange({ message, event: 'a\n::stop-commands::t' })]), sampleCatalogue(), file);
    expect(captured.stderr.split('\n').filter((line) => line.startsWith('::'))).toHaveLength(1);
    expect(captured.stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(captured.stderr).not.toContain('\u001b');
    expect(captured.stderr).toContain('%250A::error::w');
  });

  it('annotates no more than GitHub shows, and nothing elsewhere', () => {
    const file = `${temporaryFolder({ 'a.yaml': 'asyncapi: 3.1.0\n' })}/a.yaml`;
    const many = Array.from({ length: 30 }, (_, index) => sampleChange({ message: `/data/m${index}: gone` }));
    const actions = captureTerminal({ env: { GITHUB_ACTIONS: 'true' } });
    annotateChanges(actions.terminal, sampleReport(many), sampleCatalogue(), file);
    expect(actions.captured.stderr.trimEnd().split('\n')).toHaveLength(10);
    const other = captureTerminal();
    annotateChanges(other.terminal, sampleReport(many), sampleCatalogue(), file);
    expect(other.captured.stderr).toBe('');
  });
});
