// After `npm pack`: takes the fields for development out of the tarball's package.json. The tarball is changed rather
// than the working tree, so that an interrupted pack leaves no changed package.json behind, and that packs may run at
// the same time. npm has computed the sizes and the integrity that it prints before this: the integrity of the file is
// printed here.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { cleanTarball, integrityOf } from './clean-tarball.mjs';

const { npm_command, npm_config_dry_run, npm_config_pack_destination = '', npm_package_integrity, INIT_CWD = '' } = process.env;

if (npm_command === 'pack' && npm_config_dry_run !== 'true') {
  const { name, version } = JSON.parse(readFileSync('package.json', 'utf8'));
  const file = join(resolve(INIT_CWD, npm_config_pack_destination), `${name.replace(/^@/, '').replace('/', '-')}-${version}.tgz`);
  if (integrityOf(readFileSync(file)) !== npm_package_integrity) throw new Error(`${file} is not what npm has just packed`);
  console.error(`${file}: package.json without fields for development, integrity ${cleanTarball(file)}`);
}
