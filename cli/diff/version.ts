import type { Catalogue } from '../../catalogue/model/model.js';
import type { Problem } from '../../catalogue/model/problem.js';

/** One side of a comparison, found and read. */
export interface LoadedVersion {
  readonly kind: 'file' | 'revision' | 'package';
  /** What was read, as people name it: `asyncapi.yaml`, `main:asyncapi.yaml`, `@acme/events 1.2.0 (node_modules)`. */
  readonly label: string;
  /** null where its problems stop everything. */
  readonly catalogue: Catalogue | null;
  readonly problems: readonly Problem[];
  /** The document in the working tree, as it was named, whose lines can be marked; null for what stands elsewhere. */
  readonly document: string | null;
}

/** A version that is there and can't be compared: exit code 1, and no more than its message. */
export class VersionFault extends Error {
  override readonly name = 'VersionFault';
}

/** What finding a version takes beside its name. */
export interface Surroundings {
  /** Absolute. */
  readonly cwd: string;
  /** The document of the settings, for revisions that are named without a path. */
  readonly document: string;
  /** `--root`; null: each document's own folder. */
  readonly root: string | null;
  readonly env: Readonly<Record<string, string | undefined>>;
}
