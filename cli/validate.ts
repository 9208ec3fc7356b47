import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { Json } from '../catalogue/model/model.js';
import type { Policy } from '../catalogue/schema/policy.js';
import { describeFileError } from './describe-file-error.js';
import { haveErrors, judgeProblems, tellProblems } from './diagnostics.js';
import { exit } from './exit.js';
import { findByKey, findByPayload, type Placed, placeEvents } from './find-event.js';
import { loadDocument } from './load-document.js';
import { printable, renderJson } from './printable.js';
import type { Settings } from './settings.js';
import type { Terminal } from './terminal.js';

export interface Request {
  readonly settings: Settings;
  /** `-` is standard input. */
  readonly files: readonly string[];
  /** null: what the discriminator says. */
  readonly event: string | null;
  readonly policy: Policy;
}

export interface Fault {
  /** An RFC 6901 JSON pointer into the payload; empty for the payload itself. */
  readonly pointer: string;
  /** The JSON Schema keyword that failed; `file`, `json` or `discriminator` where it didn't come to that. */
  readonly keyword: string;
  readonly message: string;
}

export interface Verdict {
  readonly file: string;
  readonly event: string | null;
  readonly valid: boolean;
  readonly errors: readonly Fault[];
}

/** What is wrong with a payload of an event; nothing where it is valid. */
export type Judge = (placed: Placed, payload: Json) => readonly Fault[];

/** Judges each file, one verdict a line; exit code 1 where any is invalid. */
export async function validateFiles({ settings, files, event, policy }: Request, terminal: Terminal): Promise<number> {
  const { catalogue, problems: found } = await loadDocument(settings);
  const problems = judgeProblems(found, settings.strict).filter(({ severity }) => severity === 'error');
  if (!catalogue || haveErrors(problems)) {
    tellProblems(terminal, problems, settings.document);
    return exit.fault;
  }
  const events = placeEvents(catalogue);
  const named = event === null ? null : findByKey(events, event);
  const judge = await loadJudge(policy);
  const verdicts: Verdict[] = [];
  for (const file of files) verdicts.push(await validateFile(file, named ? [named] : events, judge));
  if (settings.json) terminal.print(renderJson(verdicts));
  else for (const verdict of verdicts) terminal.print(renderVerdict(verdict, terminal));
  return verdicts.every(({ valid }) => valid) ? exit.fine : exit.fault;
}

async function loadJudge(policy: Policy): Promise<Judge> {
  const { compileEvent } = await import('../catalogue/compile/compile.js');
  const compiled = new Map<string, ReturnType<typeof compileEvent>>();
  return ({ provider, event }, payload) => {
    const validate = compiled.get(event.key) ?? compileEvent(provider, event, policy);
    compiled.set(event.key, validate);
    return validate(payload).map(({ pointer, keyword, message }) => ({ pointer, keyword, message }));
  };
}

async function validateFile(file: string, events: readonly Placed[], judge: Judge): Promise<Verdict> {
  const fail = (keyword: string, message: string): Verdict => ({
    file,
    event: null,
    valid: false,
    errors: [{ pointer: '', keyword, message }],
  });
  let contents: string;
  try {
    contents = file === '-' ? await text(process.stdin) : await readFile(file, 'utf8');
  } catch (error) {
    return fail('file', `can't be read: ${describeFileError(error)}`);
  }
  try {
    return judgePayload(file, JSON.parse(contents.replace(/^\uFEFF/, '')) as Json, events, judge);
  } catch (error) {
    if (error instanceof SyntaxError) return fail('json', `is not JSON: ${error.message}`);
    if (error instanceof RangeError) return fail('json', 'is nested too deeply to be judged');
    throw error;
  }
}

/**
 * The verdict on a payload. Where it can be several events, the one that it is valid as, and no name where it is valid as more than
 * one. Where it is valid as none, the one it comes closest to; but where nothing tells the events apart, none is guessed.
 */
export function judgePayload(file: string, payload: Json, events: readonly Placed[], judge: Judge): Verdict {
  const found = findByPayload(events, payload);
  const candidates = found.map((placed) => ({ key: placed.event.key, errors: judge(placed, payload) }));
  const fitting = candidates.filter(({ errors }) => errors.length === 0);
  const [only] = fitting;
  if (only) return { file, event: fitting.length === 1 ? only.key : null, valid: true, errors: [] };
  const unknown = (message: string): Verdict => ({
    file,
    event: null,
    valid: false,
    errors: [{ pointer: '', keyword: 'discriminator', message }],
  });
  const [closest] = candidates.sort((a, b) => a.errors.length - b.errors.length);
  if (!closest) return unknown('is no event of the document; name one with --event');
  if (candidates.length > 1 && !isNamed(found))
    return unknown(`is none of the ${candidates.length} events that nothing tells apart; name one with --event`);
  return { file, event: closest.key, valid: false, errors: closest.errors };
}

/** Whether the payload says which event it is, so that more than one is a matter of providers with events of one name. */
const isNamed = (found: readonly Placed[]) => found.every(({ provider }) => provider.discriminator !== null);

function renderVerdict({ file, event, valid, errors }: Verdict, terminal: Terminal): string {
  const word = valid ? terminal.paint('green', 'valid  ') : terminal.paint('red', 'invalid');
  const faults = errors.map(({ pointer, message }) => printable(`${pointer} ${message}`.trim())).join('; ');
  return [word, printable(file), ...(event === null ? [] : [printable(event)]), ...(faults === '' ? [] : [faults])].join('  ');
}
