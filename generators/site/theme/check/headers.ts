/** Headers as someone pasted them. */
export interface PastedHeaders {
  readonly headers: Headers;
  /** In lower case, those that occur more than once. */
  readonly repeated: readonly string[];
  /** The lines that are no header, counted from 1. */
  readonly wrong: readonly number[];
}

const requestLine = /^[A-Z]{3,10} \S+ HTTP\/\d(?:\.\d)?$|^HTTP\/\d(?:\.\d)? \d{3}\b/;

/** Reads `Name: value` lines; a request line and the pseudo-headers of HTTP/2 are passed over. */
export function readHeaders(text: string): PastedHeaders {
  const headers = new Headers();
  const repeated = new Set<string>();
  const wrong: number[] = [];
  for (const [at, raw] of text.split(/\r\n?|\n/).entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith(':') || (at === 0 && requestLine.test(line))) continue;
    const [, name = '', value = ''] = /^([^\s:]+):(.*)$/.exec(line) ?? [];
    try {
      if (name !== '' && headers.has(name)) repeated.add(name.toLowerCase());
      headers.append(name, value.trim());
    } catch {
      wrong.push(at + 1); // no name, or a character that no header can have
    }
  }
  return { headers, repeated: [...repeated], wrong };
}
