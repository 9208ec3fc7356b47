import type { Catalogue, Provider, Signature, SignedPart, Source } from '../model/model.js';
import { joinPointer } from '../model/pointer.js';
import type { Finding } from '../model/problem.js';
import { acknowledgeWith, isSigned } from '../model/receiving.js';

/** Finds what an attacker can change without making the signature invalid. */
export function lintSignatures(catalogue: Catalogue): Finding[] {
  return catalogue.providers.flatMap((provider) => {
    const { signature } = provider;
    if (signature === null) return [];
    return [...lintDedupe(provider, signature), ...lintTimestamp(provider, signature), ...lintSigned(provider, signature)];
  });
}

function lintDedupe(provider: Provider, signature: Signature): Finding[] {
  const { dedupe, pointer } = provider;
  if (dedupe.by === 'body') return [];
  return dedupe.sources.flatMap((source, index): Finding[] => {
    if (isSigned(source, signature)) return [];
    const named = `dedupe names ${describeSource(source)}, which the signature does not cover`;
    const at = joinPointer(pointer, 'x-webhook', 'dedupe', index);
    return [
      { code: 'unsigned-dedupe', pointer: at, ...(signature.coversBody ? lostDeliveries(named, provider) : replays(named, signature)) },
    ];
  });
}

/** Receivers don't trust the id. `dedupeBy` has the reason. */
function lostDeliveries(named: string, { delivery }: Provider): Pick<Finding, 'message' | 'fix'> {
  return {
    message: `${named}. Receivers compare the hash of the body instead: of two deliveries with equal bodies, the second is answered ${acknowledgeWith(delivery)} as a duplicate and never handled. If they trusted it, anyone who captured one request could send it again under a new id`,
    fix: 'name a property of the body that differs in each delivery, or write dedupe: body to accept this',
  };
}

/** Receivers have nothing better than the id, since the body isn't signed either. */
function replays(named: string, { signedText }: Signature): Pick<Finding, 'message' | 'fix'> {
  return {
    message: `${named}: anyone who captured one request can send it again under a new id, and it is handled again`,
    fix: `name what is signed: ${signedText}`,
  };
}

function lintTimestamp({ pointer }: Provider, signature: Signature): Finding[] {
  const { timestamp } = signature;
  if (timestamp === null || isSigned(timestamp, signature)) return [];
  return [
    {
      code: 'unsigned-timestamp',
      message: `timestamp is ${describeSource(timestamp)}, which the signature does not cover: anyone who captured one request can send it again with a new time, so tolerance refuses nothing`,
      fix: 'name a time that is signed, or remove timestamp and tolerance',
      pointer: joinPointer(pointer, 'x-webhook', 'signature', 'timestamp'),
    },
  ];
}

/** `1` followed by `23` has the same signature as `12` followed by `3`: one signed request gives an attacker two. */
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

const describePart = (part: Exclude<SignedPart, { kind: 'text' }>) => (part.kind === 'body' ? 'the body' : describeSource(part));

const describeSource = (source: Source) => (source.kind === 'header' ? `the header ${source.header}` : source.pointer || 'the whole body');
