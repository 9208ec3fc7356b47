import { isAbsolute, relative, resolve } from 'node:path';
import type { Terminal } from './terminal.js';

export interface Annotation {
  readonly severity: 'error' | 'warning';
  readonly title: string;
  readonly message: string;
  /** Absolute, or relative to the working directory. */
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/**
 * Marks a location in a pull request. Only works under GitHub Actions.
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions#setting-an-error-message
 */
export function annotate(terminal: Terminal, annotation: Annotation): void {
  if (!terminal.env['GITHUB_ACTIONS']) return;
  terminal.tell(renderAnnotation(annotation, terminal.env['GITHUB_WORKSPACE']));
}

/** A workflow command; its file is relative to the workspace if it is inside. */
export function renderAnnotation({ severity, title, message, file, line, column }: Annotation, workspace?: string): string {
  const properties = [
    ['file', fileIn(workspace, file)],
    ['line', line],
    ['col', column],
    ['title', title],
  ].flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${escapeProperty(String(value))}`]));
  return `::${severity} ${properties.join(',')}::${escapeData(message)}`;
}

function fileIn(workspace: string | undefined, file: string): string {
  if (!workspace) return file;
  const path = relative(workspace, resolve(file));
  return path.startsWith('..') || isAbsolute(path) ? file : path.replaceAll('\\', '/');
}

/** The runner unescapes it. A raw line feed would end the command, and the document could start another one. */
const escapeData = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapeProperty = (text: string): string => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
