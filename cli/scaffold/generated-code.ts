/** The source of an app's types, validators and receivers. */
export type GeneratedCode =
  /** The app's own folder, created with it and updated by `hookbook generate` there. */
  | { readonly kind: 'own' }
  /** A folder outside the app: its path from the app's folder, joined by `/`, such as `../generated`. */
  | { readonly kind: 'folder'; readonly path: string }
  /** A package with the layout of `@hookbook/events`; the version range that the app requires. */
  | { readonly kind: 'package'; readonly package: string; readonly range: string };

/** The import paths of a provider's modules, for a file `depth` folders below the app's. */
export function importsOf(
  generated: GeneratedCode,
  provider: string,
  depth: number,
): { readonly receiver: string; readonly types: string } {
  if (generated.kind === 'package') {
    return { receiver: `${generated.package}/${provider}/receiver`, types: `${generated.package}/${provider}` };
  }
  const folder = `${'../'.repeat(depth)}${generated.kind === 'own' ? 'generated' : generated.path}`;
  const relative = folder.startsWith('.') ? folder : `./${folder}`;
  return { receiver: `${relative}/receivers/${provider}.js`, types: `${relative}/types/${provider}.js` };
}
