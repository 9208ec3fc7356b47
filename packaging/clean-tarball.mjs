import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { publishedManifest } from './published-manifest.mjs';
import { replaceInTarball } from './replace-in-tarball.mjs';

/** Takes the fields for development out of the package.json of a packed package. Gives the file's new integrity. */
export function cleanTarball(file) {
  const cleaned = replaceInTarball(readFileSync(file), 'package/package.json', publishedManifest);
  // Renamed into place, so that a reader sees one of the two files, and all of it.
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, cleaned);
  renameSync(temporary, file);
  return integrityOf(cleaned);
}

/** A hash as npm writes it: https://www.w3.org/TR/SRI/ */
export const integrityOf = (bytes) => `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
