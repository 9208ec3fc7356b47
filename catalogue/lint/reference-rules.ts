import type { JsonObject } from '../model/model.js';
import { copyDocument } from '../model/nodes.js';
import { joinPointer, parsePointer, valueAt } from '../model/pointer.js';
import type { Finding } from '../model/problem.js';
import { listProperties } from '../model/properties.js';

/** Reports properties next to the `$ref` of a channel, message, operation or trait. Those of schemas are known. */
export function lintReferences(root: JsonObject): Finding[] {
  const findings: Finding[] = [];
  copyDocument(root, {
    ref: (ref, pointer) => {
      const node = joinPointer('', ...parsePointer(pointer).slice(0, -1));
      if (referenceObject.test(node)) findings.push(...findSiblings(root, node));
      return ref;
    },
  });
  return findings;
}

const referenceObject =
  /^(?:\/channels\/[^/]+|\/operations\/[^/]+|\/components\/(?:channels|messages|operations|messageTraits|operationTraits)\/[^/]+|.*\/traits\/\d+|(?:\/components)?\/channels\/[^/]+\/(?:messages\/[^/]+|(?:publish|subscribe)\/message(?:\/oneOf\/\d+)?))$/s;

/** AsyncAPI ignores them (Reference Object), even descriptions and extensions. */
function findSiblings(root: JsonObject, node: string): Finding[] {
  return listProperties(valueAt(root, node)).flatMap(([name]): Finding[] => {
    if (name === '$ref') return [];
    return [
      {
        code: 'ref-sibling',
        message: `${JSON.stringify(name)} beside a $ref has no effect`,
        fix: 'write it where the $ref leads, or write out the whole node here',
        pointer: joinPointer(node, name),
        atKey: true,
      },
    ];
  });
}
