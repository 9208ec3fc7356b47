import { Parser } from '@asyncapi/parser';
import { documentStructure } from '@asyncapi/parser/cjs/ruleset/functions/documentStructure.js';
import type { RuleDefinition, RulesetFunction } from '@stoplight/spectral-core';

/**
 * Compiling AsyncAPI's own schema takes most of a validation. The parser caches the result by the document's inventory,
 * so it would compile for each document: the first inventory stands for all.
 */
const validateStructure: RulesetFunction<unknown, { resolved: boolean }> = (input, options, context) => {
  cacheKey ??= context.documentInventory;
  return documentStructure(input, options, { ...context, documentInventory: cacheKey });
};

let cacheKey: Parameters<typeof validateStructure>[2]['documentInventory'] | undefined;

const structureRule = (resolved: boolean): RuleDefinition => ({
  message: '{{error}}',
  severity: 'error',
  resolved,
  given: '$',
  // biome-ignore lint/suspicious/noThenProperty: what Spectral calls it
  then: { function: validateStructure, functionOptions: { resolved } },
});

/** A parser for one document: it fails on later ones. It reports errors only, no recommendations. */
export const createParser = (): Parser =>
  new Parser({
    ruleset: {
      recommended: false,
      rules: {
        'asyncapi-document-resolved': structureRule(true),
        'asyncapi-document-unresolved': structureRule(false),
        'asyncapi-latest-version': 'off',
      },
    },
  });
