/**
 * Reads the files of a document where they are: on a disk, in a git revision, in a packed package. Paths are separated
 * by `/`; where they start is up to the reader. The folder that `$ref`s may not leave and the number of files are
 * checked by the caller.
 */
export interface FileReader {
  /** The path of a file or folder with its links followed; null if there is none that this reader may read. */
  realPath(path: string): Promise<string | null>;
  /** The files at these real paths, in this order. */
  readFiles(paths: readonly string[]): Promise<readonly FileContents[]>;
}

export type FileContents =
  | { readonly kind: 'text'; readonly text: string; readonly size: number }
  /** A folder, a device or the like. */
  | { readonly kind: 'no-file' }
  /** More than `limits.bytes`. */
  | { readonly kind: 'too-large' }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** A file's bytes as text, without a byte order mark. */
export function textFile(bytes: Uint8Array): FileContents {
  return { kind: 'text', text: new TextDecoder().decode(bytes), size: bytes.length };
}

/** Whether a path is a folder or in it. `''` is the top of a reader whose paths are relative. */
export function isWithin(path: string, folder: string): boolean {
  if (folder === '' || folder === '.') return path !== '..' && !path.startsWith('../');
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}
