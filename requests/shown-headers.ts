import { isCredentialHeader } from '@hookbook/runtime/inspect';

type Header = readonly [name: string, value: string];

/** The headers that may be printed. Credentials must not get into logs and terminals. */
export function headersToShow(headers: Iterable<Header>): Header[] {
  return [...headers].filter(([name]) => !isCredentialHeader(name.toLowerCase()));
}
