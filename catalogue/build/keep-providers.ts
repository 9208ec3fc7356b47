import type { Catalogue, Json, JsonObject } from '../model/model.js';
import { copyDocument, filesExtension } from '../model/nodes.js';
import { joinPointer, parsePointer, valueAt } from '../model/pointer.js';
import { getOwn, listProperties, mapProperties, setOwn } from '../model/properties.js';
import { follow } from './document.js';

/**
 * A bundled document with only these channels, their operations, and the components and files that they refer to. So
 * nothing of other providers is published, except the messages of their channels that the kept ones refer to.
 */
function keepChannels(document: JsonObject, keys: ReadonlySet<string>): JsonObject {
  const kept = filterMembers(getOwn(document, 'channels'), (key) => keys.has(key));
  const pointers = new Set(listProperties(kept).map(([key, node]) => follow(document, node, joinPointer('/channels', key))?.pointer));
  const operations = filterMembers(getOwn(document, 'operations'), (_, node) => {
    const operation = follow(document, node, '')?.value;
    return pointers.has(follow(document, getOwn(operation, 'channel'), '')?.pointer);
  });
  const reached = findReached(document, { ...document, channels: kept, operations, components: null, [filesExtension]: null });
  const filterReached = (map: Json | undefined, pointer: string) => filterMembers(map, (key) => reached.has(joinPointer(pointer, key)));

  const channels: Record<string, Json> = {};
  for (const [key, channel] of listProperties(getOwn(document, 'channels'))) {
    const pointer = joinPointer('/channels', key);
    const messages = filterReached(getOwn(channel, 'messages'), joinPointer(pointer, 'messages'));
    if (keys.has(key)) setOwn(channels, key, channel);
    else if (reached.has(pointer)) setOwn(channels, key, { address: getOwn(channel, 'address') ?? null, messages });
  }
  const components = mapProperties(filterMembers(getOwn(document, 'components')), (map, type) =>
    // AsyncAPI 2 refers to security schemes by name.
    type === 'securitySchemes' ? map : filterReached(map, joinPointer('/components', type)),
  );
  const parts: JsonObject = {
    channels,
    operations,
    components,
    [filesExtension]: filterReached(getOwn(document, filesExtension), `/${filesExtension}`),
  };
  return mapProperties(document, (value, name) => getOwn(parts, name) ?? value);
}

/** The components, files, channels and messages that the references in a value lead to, directly or through others. */
function findReached(document: JsonObject, start: Json): ReadonlySet<string> {
  const reached = new Set<string>();
  const open: Json[] = [start];
  const ref = (written: string) => {
    for (const pointer of unitsOf(parsePointer(written.slice(1)))) {
      // A channel that is left out keeps only its messages.
      if (!reached.has(pointer) && !/^\/channels\/[^/]+$/.test(pointer)) open.push(valueAt(document, pointer) ?? null);
      reached.add(pointer);
    }
    return written;
  };
  for (let next = open.pop(); next !== undefined; next = open.pop()) copyDocument(next, { ref });
  return reached;
}

/** What is kept as a whole because a reference leads into it. */
function unitsOf(segments: readonly string[]): string[] {
  const first = (length: number) => joinPointer('', ...segments.slice(0, length));
  if (segments[0] === 'components') return [first(3)];
  if (segments[0] === filesExtension) return [first(2)];
  return segments[0] === 'channels' ? [first(2), first(4)] : [];
}

function filterMembers(value: Json | undefined, keep: (key: string, member: Json) => boolean = () => true): JsonObject {
  const result: Record<string, Json> = {};
  for (const [key, member] of listProperties(value)) if (keep(key, member)) setOwn(result, key, member);
  return result;
}

/** The catalogue with only these providers, and a document without the others. */
export function keepProviders(catalogue: Catalogue, keys: readonly string[]): Catalogue {
  const providers = catalogue.providers.filter(({ key }) => keys.includes(key));
  if (providers.length === catalogue.providers.length) return catalogue;
  const channels = new Set(providers.flatMap((provider) => provider.channels.map(({ key }) => key)));
  return { ...catalogue, providers, document: keepChannels(catalogue.document, channels) };
}
