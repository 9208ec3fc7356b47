import type { ChannelNode } from '../build/document.js';
import { checkExtension, type ExtendedObject } from '../build/extension.js';
import type { Json, JsonObject } from '../model/model.js';
import { joinPointer, valueAt } from '../model/pointer.js';
import type { Finding } from '../model/problem.js';
import { getArray, getOwn } from '../model/properties.js';

/** Checks every `x-webhook` of a document against its schema, and the pointers in it against the document. */
export function lintExtensions(root: JsonObject, channels: readonly ChannelNode[]): Finding[] {
  return channels.flatMap((channel) => [
    ...lintExtension(root, 'channel', channel.value, channel.pointer),
    ...channel.messages.flatMap((message) => lintExtension(root, 'message', message.value, message.pointer)),
  ]);
}

function lintExtension(root: JsonObject, object: ExtendedObject, node: Json, pointer: string): Finding[] {
  const extension = getOwn(node, 'x-webhook');
  if (extension === undefined) return [];
  const at = joinPointer(pointer, 'x-webhook');
  const findings = checkExtension(object, extension, at);
  if (findings.length > 0) return findings;
  return [...lintUnverified(root, extension, at), ...lintConstructed(node, extension, at)];
}

function lintUnverified(root: JsonObject, extension: Json, pointer: string): Finding[] {
  return getArray(extension, 'unverified').flatMap((target, index): Finding[] => {
    if (typeof target !== 'string' || valueAt(root, target) !== undefined) return [];
    return [
      {
        code: 'invalid-x-webhook',
        message: `unverified names ${target}, and nothing is there`,
        fix: 'correct the pointer: it starts at the root of the document and follows no references',
        pointer: joinPointer(pointer, 'unverified', index),
      },
    ];
  });
}

function lintConstructed(message: Json, extension: Json, pointer: string): Finding[] {
  const names = getArray(message, 'examples').map((example) => getOwn(example, 'name'));
  return getArray(extension, 'constructedExamples').flatMap((name, index): Finding[] => {
    if (names.includes(name)) return [];
    return [
      {
        code: 'invalid-x-webhook',
        message: `constructedExamples names ${JSON.stringify(name)}, and no example has that name`,
        fix: 'correct the name, or give the example a name',
        pointer: joinPointer(pointer, 'constructedExamples', index),
      },
    ];
  });
}
