import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { Json } from '../catalogue/model/model.js';
import type { Policy } from '../catalogue/schema/policy.js';
import { describeFileError } from './describe-file-error.js';
import { haveErrors, judgeProblems, tellProblems } from './diagnostics.js';
import { exit } from './exit.js';
import { findByKey, findByPayload, listProviderEvents, type ProviderEvent } from './find-event.js';
import { loadDocument } from './load-document.js';
import { printable, renderJson } from './printable.js';
import type { Settings } from './settings.js';
import type { Terminal } from './terminal.js';

export interface Request {
  readonly settings: Settings;
  /** `-` is standard input. */
  readonly files: readonly string[];
  /** null: the event that the discriminator identifies. */
  readonly event: string | null;
  readonly policy: Policy;
}

export interface PayloadError {
  /** An RFC 6901 JSON pointer into the payload; empty for the payload itself. */
  readonly pointer: string;
  /** The JSON Schema keyword that failed; `file`, `json` or `discriminator` if the payload was not validated. */
  readonly keyword: string;
  readonly message: string;
}

export interface FileResult {
  readonly file: string;
  readonly event: string | null;
  readonly valid: boolean;
  readonly errors: readonly PayloadError[];
}

/** Lists the errors in a payload of an event; none if it is valid. */
export type Judge = (providerEvent: ProviderEvent, payload: Json) => readonly PayloadError[];

/** Validates each file and prints a line for each. The exit code is 1 if any is invalid. */
export async function validateFiles({ settings, files, event, policy }: Request, terminal: Terminal): Promise<number> {
  const { catalogue, problems: found } = await loadDocument(settings);
  const problems = judgeProblems(found, settings.strict).filter(({ severity }) => severity === 'error');
  if (!catalogue || haveErrors(problems)) {
    tellProblems(terminal, problems, settings.document);
    return exit.fault;
  }
  const events = listProviderEvents(catalogue);
  const named = event === null ? null : findByKey(events, event);
  const judge = await loadJudge(policy);
  const results: FileResult[] = [];
  for (const file of files) results.push(await validateFile(file, named ? [named] : events, judge));
  if (settings.json) terminal.print(renderJson(results));
  else for (const result of results) terminal.print(renderResult(result, terminal));
  return results.every(({ valid }) => valid) ? exit.fine : exit.fault;
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

async function validateFile(file: string, events: readonly ProviderEvent[], judge: Judge): Promise<FileResult> {
  const fail = (keyword: string, message: string): FileResult => ({
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
    if (error instanceof RangeError) return fail('json', 'is nested too deeply to validate');
    throw error;
  }
}

/**
 * Validates a payload. If it can be several events, the result names the one that it is valid as, or none if it is
 * valid as more than one. If it is valid as none, the result names the event with the fewest errors, unless nothing
 * distinguishes the events.
 */
export function judgePayload(file: string, payload: Json, events: readonly ProviderEvent[], judge: Judge): FileResult {
  const found = findByPayload(events, payload);
  const candidates = found.map((providerEvent) => ({ key: providerEvent.event.key, errors: judge(providerEvent, payload) }));
  const fitting = candidates.filter(({ errors }) => errors.length === 0);
  const [only] = fitting;
  if (only) return { file, event: fitting.length === 1 ? only.key : null, valid: true, errors: [] };
  const unknown = (message: string): FileResult => ({
    file,
    event: null,
    valid: false,
    errors: [{ pointer: '', keyword: 'discriminator', message }],
  });
  const [closest] = candidates.sort((a, b) => a.errors.length - b.errors.length);
  if (!closest) return unknown('is no event of the document; name one with --event');
  if (candidates.length > 1 && !isNamed(found))
    return unknown(`is none of the ${candidates.length} events, which nothing distinguishes; name one with --event`);
  return { file, event: closest.key, valid: false, errors: closest.errors };
}

/** Whether the payload identifies its event. It can then only be several if providers have events of the same name. */
const isNamed = (found: readonly ProviderEvent[]) => found.every(({ provider }) => provider.discriminator !== null);

function renderResult({ file, event, valid, errors }: FileResult, terminal: Terminal): string {
  const word = valid ? terminal.paint('green', 'valid  ') : terminal.paint('red', 'invalid');
  const shown = errors.map(({ pointer, message }) => printable(`${pointer} ${message}`.trim())).join('; ');
  return [word, printable(file), ...(event === null ? [] : [printable(event)]), ...(shown === '' ? [] : [shown])].join('  ');
}
