import { isCredentialHeader } from '@hookbook/runtime/inspect';

type Header = readonly [name: string, value: string];

/** The headers that may be printed: a terminal's history and a log are no places for credentials. */
export function headersToShow(headers: Iterable<Header>): Header[] {
  return [...headers].filter(([name]) => !isCredentialHeader(name.toLowerCase()));
}
