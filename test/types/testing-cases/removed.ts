import { build } from './testing/index.js';

// With exactOptionalPropertyTypes: what may be missing can be removed, what must be there can't.
build('gately', 'member.created', { data: { full_name: undefined, avatar_url: null, metadata: { a: { b: 1 } } } });
// @ts-expect-error it must be there
build('gately', 'member.created', { data: undefined });
