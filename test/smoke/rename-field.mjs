/**
 * The document with a field of one message renamed, wherever the message has it: in its schema and its examples. Throws where the
 * message doesn't have it, so that a smoke test of what isn't there can't pass.
 */
export function renameField(document, message, from, to) {
  const block = new RegExp(`^    ${escapeRegExp(message)}:\\n(?:(?: {5,}.*)?\\n)*`, 'gm');
  // In `operations`, an entry of the same name stands two columns further left.
  const [found, ...others] = document.match(block) ?? [];
  if (found === undefined || others.length > 0) throw new Error(`the document has no message ${message}, or several`);
  const renamed = found
    .replace(new RegExp(`^( +)${escapeRegExp(from)}:`, 'gm'), `$1${to}:`)
    .replaceAll(`/properties/${from}`, `/properties/${to}`);
  const times = found.match(new RegExp(`^ +${escapeRegExp(from)}:`, 'gm'))?.length ?? 0;
  if (times < 2) throw new Error(`${message} has ${from} ${times} times: a schema and an example were expected`);
  return document.replace(found, () => renamed);
}

const escapeRegExp = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
