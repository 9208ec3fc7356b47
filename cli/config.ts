import type { GeneratorChoice } from '../generators/index.js';
import type { Generator } from '../generators/output/generator.js';

export { generatedNotice } from '../generators/output/generator.js';

/**
 * What `hookbook.config.{ts,js,json}` may have. It applies to its folder and those below; options of the command line win over it. Paths
 * are relative to the file's folder.
 */
export interface HookbookConfig {
  /** The AsyncAPI document. Default: `asyncapi.yaml`, `asyncapi.yml` or `asyncapi.json`, the first that is there. */
  readonly document?: string;
  /** The output folder. Default: `generated`. */
  readonly out?: string;
  /** The folder that `$ref`s to files may not leave. Default: the document's own. */
  readonly root?: string;
  /** Makes warnings errors. Default: false. */
  readonly strict?: boolean;
  /** The generators to run: ours by name, and custom ones (`defineGenerator`). Default: all of ours. */
  readonly generators?: readonly GeneratorChoice[];
  /** The keys of the providers to take from the document. Default: all of them. */
  readonly providers?: readonly string[];
  /** For `hookbook diff`. */
  readonly diff?: {
    /** Changes that someone has looked at and accepts. */
    readonly ignore?: readonly AcceptedChange[];
  };
}

export interface AcceptedChange {
  /** The change's code; `*` for all of one place. */
  readonly code: string;
  /** A provider's key, an event's, a pointer, or an event's with a pointer behind it. Default: wherever it occurs. */
  readonly at?: string;
  /** Why it is fine, for whoever reads the report. */
  readonly reason: string;
}

/** Gives a config back as it is: for an editor's completion and checks. */
export function defineConfig(config: HookbookConfig): HookbookConfig {
  return config;
}

/** Gives a custom generator back as it is: for an editor's completion and checks. */
export function defineGenerator(generator: Generator): Generator {
  return generator;
}
