/** Pasted headers. */
export interface PastedHeaders {
  readonly headers: Headers;
  /**
   * From the request line. If there is one, these are all headers of a request; null without one: some may not have
   * been copied.
   */
  readonly method: string | null;
  /** In lower case, those that occur more than once. */
  readonly repeated: readonly string[];
  /** The numbers of lines that are not headers, from 1. */
  readonly wrong: readonly number[];
}

const requestLine = /^([A-Z]{3,10}) \S+ HTTP\/\d(?:\.\d)?$/;
const statusLine = /^HTTP\/\d(?:\.\d)? \d{3}\b/;

/** Reads `Name: value` lines after a possible request line. Skips a status line and HTTP/2's pseudo-headers. */
export function readHeaders(text: string): PastedHeaders {
  const headers = new Headers();
  const repeated = new Set<string>();
  const wrong: number[] = [];
  const lines = text.split(/\r\n?|\n/).map((line) => line.trim());
  const method = requestLine.exec(lines[0] ?? '')?.[1] ?? null;
  for (const [at, line] of lines.entries()) {
    if (line === '' || line.startsWith(':') || (at === 0 && (method !== null || statusLine.test(line)))) continue;
    const [, name = '', value = ''] = /^([^\s:]+):(.*)$/.exec(line) ?? [];
    try {
      if (name !== '' && headers.has(name)) repeated.add(name.toLowerCase());
      headers.append(name, value.trim());
    } catch {
      wrong.push(at + 1); // no name, or a character that no header can have
    }
  }
  return { headers, method, repeated: [...repeated], wrong };
}

/** For a request of which only the body is known. */
export const isBare = ({ headers, method }: Pick<PastedHeaders, 'headers' | 'method'>) =>
  method === null && headers.keys().next().done === true;
