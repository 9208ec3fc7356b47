import type { GeneratorChoice } from '../generators/index.js';
import type { Generator } from '../generators/output/generator.js';

export { generatedNotice } from '../generators/output/generator.js';

/**
 * The settings of `hookbook.config.{ts,js,json}`. They apply to its folder and those below. Command line options
 * override them. Paths are relative to the file's folder.
 */
export interface HookbookConfig {
  /** The AsyncAPI document. Default: `asyncapi.yaml`, `asyncapi.yml` or `asyncapi.json`, the first that exists. */
  readonly document?: string;
  /** The output folder. Default: `generated`. */
  readonly out?: string;
  /** The topmost folder that `$ref`s may reach. Default: the document's folder. */
  readonly root?: string;
  /** Makes warnings errors. Default: false. */
  readonly strict?: boolean;
  /** The generators to run: built-in ones by name, and custom ones (`defineGenerator`). Default: all built-in ones. */
  readonly generators?: readonly GeneratorChoice[];
  /** The keys of the providers to take from the document. Default: all of them. */
  readonly providers?: readonly string[];
  /** For `hookbook diff`. */
  readonly diff?: {
    /** Changes that were reviewed and accepted. */
    readonly ignore?: readonly AcceptedChange[];
  };
}

export interface AcceptedChange {
  /** The change's code; `*` for all changes at a location. */
  readonly code: string;
  /** The key of a provider or an event, a pointer, or an event's key followed by a pointer. Default: everywhere. */
  readonly at?: string;
  /** Why it is accepted, for readers of the report. */
  readonly reason: string;
}

/** Returns the config unchanged, so that editors complete and check it. */
export function defineConfig(config: HookbookConfig): HookbookConfig {
  return config;
}

/** Returns the custom generator unchanged, so that editors complete and check it. */
export function defineGenerator(generator: Generator): Generator {
  return generator;
}
