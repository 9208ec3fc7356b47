import type { Catalogue, Provider, Signature, SignedPart, Source } from '../model.js';
import { joinPointer } from '../pointer.js';
import type { Finding } from '../problem.js';

/** Looks for what a signature leaves to a forger, though it is there and holds. */
export function lintSignatures(catalogue: Catalogue): Finding[] {
  return catalogue.providers.flatMap((provider) => {
    const { signature } = provider;
    return signature === null ? [] : [...lintDedupe(provider, signature), ...lintSigned(provider, signature)];
  });
}

/** Where the body is signed, all of its members are; and of headers that are not, receivers don't make an id then. */
function lintDedupe({ dedupe, pointer }: Provider, signature: Signature): Finding[] {
  if (dedupe.by === 'body' || signature.coversBody) return [];
  return dedupe.sources.flatMap((source, index): Finding[] => {
    if (signature.signed.some((part) => isSame(part, source))) return [];
    return [
      {
        code: 'unsigned-dedupe',
        message: `dedupe names ${describeSource(source)}, which the signature does not cover: a request sent again with another one is new`,
        fix: `name what is signed: ${signature.signedText}`,
        pointer: joinPointer(pointer, 'x-webhook', 'dedupe', index),
      },
    ];
  });
}

/** `1` before `23` is signed as `12` before `3` is: whoever has one request may have made two. */
function lintSigned({ pointer }: Provider, { signed }: Signature): Finding[] {
  return signed.flatMap((part, index): Finding[] => {
    const next = signed[index + 1];
    if (next === undefined || part.kind === 'text' || next.kind === 'text') return [];
    return [
      {
        code: 'ambiguous-signature',
        message: `signed has ${describePart(part)} and ${describePart(next)} side by side: what moves from one to the other stays signed`,
        fix: 'write what the provider puts between them; where that is nothing, ask the provider for a separator',
        pointer: joinPointer(pointer, 'x-webhook', 'signature', 'signed'),
      },
    ];
  });
}

const isSame = (part: SignedPart, source: Source) =>
  (part.kind === 'pointer' && source.kind === 'pointer' && part.pointer === source.pointer) ||
  (part.kind === 'header' && source.kind === 'header' && part.header === source.header);

const describePart = (part: Exclude<SignedPart, { kind: 'text' }>) => (part.kind === 'body' ? 'the body' : describeSource(part));

const describeSource = (source: Source) => (source.kind === 'header' ? `the header ${source.header}` : source.pointer || 'the whole body');
