import type { Json, Provider, SignedPart, WebhookEvent } from '../../../catalogue/model/model.js';
import { valueAt } from '../../../catalogue/model/pointer.js';
import { type PlannedValue, planRequest } from '../../../catalogue/model/sample-request.js';
import { buildSample } from '../../../requests/sample.js';
import { renewInShell } from './fresh-value.js';
import type { Hole } from './shell-body.js';

/** Literal text, and shell words in between. */
export type Part = string | { readonly word: string };

/** What is sent, with a variable for each value that is new each time. */
export interface SnippetRequest {
  readonly payload: Json;
  readonly headers: readonly { readonly name: string; readonly value: PlannedValue; readonly variable: string }[];
  readonly holes: readonly Hole[];
  readonly byBody: boolean;
}

export function planSnippet(event: WebhookEvent, provider: Provider): SnippetRequest {
  const { payload, headers } = buildSample(provider, event);
  const plan = planRequest(provider, event, headers);
  const time = provider.signature?.timestamp ?? null;
  const taken = new Set<string>();
  const name = (wanted: string) => {
    const variable = taken.has(wanted) ? `${wanted}${taken.size + 1}` : wanted;
    taken.add(variable);
    return variable;
  };
  const named = { text: '', id: 'id', time: 'now' } as const;
  return {
    payload: payload as Json,
    headers: plan.headers.map(({ name: header, value }) => ({ name: header, value, variable: name(named[value.kind]) })),
    holes: plan.fresh.flatMap((pointer) => {
      const isTime = time?.kind === 'pointer' && time.pointer === pointer;
      const value = renewInShell(valueAt(payload as Json, pointer), isTime);
      return value === null ? [] : [{ ...value, pointer, variable: name(isTime ? 'now' : 'id') }];
    }),
    byBody: plan.byBody,
  };
}

/** The value of a signed part or a query parameter; null if the request has none. */
export function readParts(parts: readonly SignedPart[], { payload, headers, holes }: SnippetRequest): readonly Part[] | null {
  const read: Part[] = [];
  for (const part of parts) {
    if (part.kind === 'text') read.push(part.text);
    else if (part.kind === 'body') read.push({ word: '"$body"' });
    else if (part.kind === 'header') {
      const header = headers.find(({ name }) => name === part.header.toLowerCase());
      if (header === undefined) return null;
      read.push(header.value.kind === 'text' ? header.value.text : { word: `"$${header.variable}"` });
    } else {
      const hole = holes.find(({ pointer }) => pointer === part.pointer);
      const value = valueAt(payload, part.pointer);
      if (typeof value !== 'string' && !Number.isSafeInteger(value)) return null;
      read.push(...(hole === undefined ? [String(value)] : [hole.head, { word: `"$${hole.variable}"` }, hole.tail]));
    }
  }
  return read.filter((part) => part !== '');
}
