/** Fields for those who work on the package. Its users get none: npm would ask them about `prepare`. */
const development = ['scripts', 'devDependencies', 'workspaces', 'overrides', 'allowScripts'];

/** A package.json as it is published: the text of one without its fields for development. */
export function publishedManifest(text) {
  const fields = Object.entries(JSON.parse(text)).filter(([name]) => !development.includes(name));
  return `${JSON.stringify(Object.fromEntries(fields), null, 2)}\n`;
}
