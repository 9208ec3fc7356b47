import type { Catalogue } from '../../catalogue/model/model.js';
import type { Problem } from '../../catalogue/model/problem.js';

/** One of the two compared versions, found and read. */
export interface LoadedVersion {
  readonly kind: 'file' | 'revision' | 'package';
  /** What was read, in readable form: `asyncapi.yaml`, `main:asyncapi.yaml`, `@acme/events 1.2.0 (node_modules)`. */
  readonly label: string;
  /** null if its problems stop everything. */
  readonly catalogue: Catalogue | null;
  readonly problems: readonly Problem[];
  /**
   * The document in the working tree, as it was named; its lines can be annotated. null for a version from elsewhere.
   */
  readonly document: string | null;
}

/** A version exists and can't be read: exit code 1, and only the message is printed. */
export class VersionError extends Error {
  override readonly name = 'VersionError';
}

/** What is needed to find a version by its name. */
export interface Surroundings {
  /** Absolute. */
  readonly cwd: string;
  /** The document in the settings, for revisions that are named without a path. */
  readonly document: string;
  /** `--root`; null: each document's own folder. */
  readonly root: string | null;
  readonly env: Readonly<Record<string, string | undefined>>;
}
