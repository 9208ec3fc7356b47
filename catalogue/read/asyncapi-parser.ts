import { createRequire } from 'node:module';
import { Parser } from '@asyncapi/parser';
import { documentStructure } from '@asyncapi/parser/cjs/ruleset/functions/documentStructure.js';
import type { RuleDefinition, RulesetFunction } from '@stoplight/spectral-core';

/**
 * Compiling AsyncAPI's own schema takes most of a validation. What is valid according to the schemas that were compiled
 * when Hookbook was built needs no other; for what is not, the parser compiles its schema once: it caches the result by
 * the document's inventory, so the first inventory stands for all.
 */
const validateStructure: RulesetFunction<unknown, { resolved: boolean }> = (input, options, context) => {
  if (isValid(input, options.resolved)) return [];
  cacheKey ??= context.documentInventory;
  return documentStructure(input, options, { ...context, documentInventory: cacheKey });
};

let cacheKey: Parameters<typeof validateStructure>[2]['documentInventory'] | undefined;

/**
 * False too for versions that are not compiled, for what is left to the parser, and for a document that is too deep to
 * be followed: the last two throw.
 */
function isValid(input: unknown, resolved: boolean): boolean {
  const version = (input as { readonly asyncapi?: unknown } | null)?.asyncapi;
  if (version !== '3.0.0' && version !== '3.1.0') return false;
  const compiled: Readonly<Record<'resolved' | 'unresolved', (input: unknown) => boolean>> = require(`#asyncapi/${version}`);
  try {
    return compiled[resolved ? 'resolved' : 'unresolved'](input);
  } catch {
    return false;
  }
}

const require = createRequire(import.meta.url);

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
