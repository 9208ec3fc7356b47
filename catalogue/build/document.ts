import type { Json, JsonObject } from '../model/model.js';
import { joinPointer, parsePointer } from '../model/pointer.js';
import { getArray, getObject, getOwn, getString, isObject, listProperties, setOwn } from '../model/properties.js';
import { resolveRef } from '../read/refs.js';

/** A channel of AsyncAPI 2.x or 3.x, with references followed and traits applied. */
export interface ChannelNode {
  readonly key: string;
  readonly address: string | null;
  readonly value: JsonObject;
  readonly pointer: string;
  readonly messages: readonly MessageNode[];
}

export interface MessageNode {
  /** Its key in the channel. */
  readonly key: string;
  readonly value: JsonObject;
  readonly pointer: string;
  /** The scopes of the operations with this message: a client needs all scopes of any one list. */
  readonly access: readonly (readonly string[])[];
}

interface OperationNode {
  readonly value: JsonObject;
  readonly channel: string;
  /** Pointers of its messages; null: all of the channel's. */
  readonly messages: ReadonlySet<string> | null;
  readonly access: readonly (readonly string[])[];
}

/** The channels of a bundled document, with their messages, in the document's order. */
export function readChannels(root: JsonObject): ChannelNode[] {
  return getString(root, 'asyncapi')?.startsWith('2.') ? readChannels2(root) : readChannels3(root);
}

function readChannels3(root: JsonObject): ChannelNode[] {
  const operations = readOperations3(root);
  return entries(root, getOwn(root, 'channels'), '/channels').map(({ key, value, pointer }) => {
    const messages = entries(root, getOwn(value, 'messages'), joinPointer(pointer, 'messages')).map(
      (message): MessageNode => ({
        key: message.key,
        value: applyTraits(root, message.value, 'target'),
        pointer: message.pointer,
        access: distinct(
          operations
            .filter((operation) => operation.channel === pointer && (operation.messages?.has(message.pointer) ?? true))
            .flatMap(({ access }) => access),
        ),
      }),
    );
    return { key, value, pointer, address: getString(value, 'address'), messages };
  });
}

function readOperations3(root: JsonObject): OperationNode[] {
  return entries(root, getOwn(root, 'operations'), '/operations').map(({ value, pointer }) => {
    const merged = applyTraits(root, value, 'target');
    const channel = follow(root, getOwn(merged, 'channel'), joinPointer(pointer, 'channel'));
    const listed = getOwn(merged, 'messages');
    const messages = Array.isArray(listed)
      ? new Set(listed.map((message: Json, index) => follow(root, message, joinPointer(pointer, 'messages', index))?.pointer ?? ''))
      : null;
    const access = getArray(merged, 'security').map((scheme, index) =>
      strings(getArray(follow(root, scheme, joinPointer(pointer, 'security', index))?.value, 'scopes')),
    );
    return { value: merged, channel: channel?.pointer ?? '', messages, access: access.filter((scopes) => scopes.length > 0) };
  });
}

function readChannels2(root: JsonObject): ChannelNode[] {
  return entries(root, getOwn(root, 'channels'), '/channels').map(({ key, value, pointer }) => {
    const messages = ['publish', 'subscribe'].flatMap((verb) => {
      const at = joinPointer(pointer, verb);
      const operation = getObject(value, verb);
      if (!operation) return [];
      const merged = applyTraits(root, operation, 'trait');
      const access = getArray(merged, 'security').map((requirement) =>
        strings(listProperties(requirement).flatMap(([, scopes]) => (Array.isArray(scopes) ? scopes : []))),
      );
      return operationMessages2(root, merged, at).map((message) => ({ ...message, access: access.filter((scopes) => scopes.length > 0) }));
    });
    return { key, value, pointer, address: key, messages: mergeSame(messages) };
  });
}

function operationMessages2(root: JsonObject, operation: JsonObject, pointer: string): Omit<MessageNode, 'access'>[] {
  const at = joinPointer(pointer, 'message');
  const message = getOwn(operation, 'message');
  if (message === undefined) return [];
  const whole = follow(root, message, at);
  const choices = getArray(whole?.value, 'oneOf');
  const nodes: [Json, string][] =
    choices.length > 0 && whole ? choices.map((choice, index) => [choice, joinPointer(whole.pointer, 'oneOf', index)]) : [[message, at]];
  return nodes.flatMap(([node, nodePointer], index) => {
    const found = follow(root, node, nodePointer);
    if (!found) return [];
    const value = applyTraits(root, found.value, 'trait');
    const component = /^\/components\/messages\/[^/]+$/.test(found.pointer) ? parsePointer(found.pointer).at(-1) : undefined;
    const payload = getString(getOwn(value, 'payload'), '$ref')?.split('/').at(-1);
    const numbered = `${getString(operation, 'operationId') ?? 'message'}${nodes.length > 1 ? index + 1 : ''}`;
    return [
      { key: getString(value, 'messageId') ?? component ?? getString(value, 'name') ?? payload ?? numbered, value, pointer: found.pointer },
    ];
  });
}

/** A message that is both published and subscribed to is one message. */
function mergeSame(messages: readonly MessageNode[]): MessageNode[] {
  const byPointer = new Map<string, MessageNode>();
  for (const message of messages) {
    const known = byPointer.get(message.pointer);
    byPointer.set(message.pointer, known ? { ...known, access: distinct([...known.access, ...message.access]) } : message);
  }
  return [...byPointer.values()];
}

/**
 * Merges traits, in order. In 3.x, the object's own properties win over its traits'. In 2.x, the traits are patches on
 * it (JSON Merge Patch, RFC 7396).
 */
function applyTraits(root: JsonObject, target: JsonObject, winner: 'target' | 'trait'): JsonObject {
  const traits = getArray(target, 'traits').flatMap((trait) => {
    const found = follow(root, trait, '');
    return found ? [found.value] : [];
  });
  const { traits: _, ...rest } = target;
  if (traits.length === 0) return rest;
  if (winner === 'trait') return traits.reduce<JsonObject>((merged, trait) => merge(merged, trait, true) as JsonObject, rest);
  return [...traits, rest].reduce<JsonObject>((merged, layer) => merge(merged, layer, false) as JsonObject, {});
}

function merge(target: Json | undefined, patch: Json, nullRemoves: boolean): Json {
  if (!isObject(patch)) return patch;
  const merged: Record<string, Json> = {};
  for (const [key, member] of listProperties(target)) setOwn(merged, key, member);
  for (const [key, member] of Object.entries(patch)) {
    if (member === null && nullRemoves) delete merged[key];
    else setOwn(merged, key, merge(getOwn(merged, key), member, nullRemoves));
  }
  return merged;
}

function entries(root: JsonObject, map: Json | undefined, pointer: string): { key: string; value: JsonObject; pointer: string }[] {
  return listProperties(map).flatMap(([key, member]) => {
    const found = follow(root, member, joinPointer(pointer, key));
    return found ? [{ key, ...found }] : [];
  });
}

/** The object that a node is or refers to, with its pointer. */
export function follow(root: JsonObject, node: Json | undefined, pointer: string): { value: JsonObject; pointer: string } | null {
  if (!isObject(node)) return null;
  const ref = getString(node, '$ref');
  if (ref === null) return { value: node, pointer };
  const found = resolveRef(root, ref.slice(1));
  return found && isObject(found.value) ? { value: found.value, pointer: found.pointer } : null;
}

const strings = (values: readonly Json[]) => values.filter((value) => typeof value === 'string');

function distinct(lists: readonly (readonly string[])[]): (readonly string[])[] {
  const seen = new Set<string>();
  return lists.filter((list) => !seen.has(JSON.stringify(list)) && seen.add(JSON.stringify(list)));
}
