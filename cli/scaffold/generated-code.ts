/** Where an app's types, validators and receivers come from. */
export type GeneratedCode =
  /** A folder of the app's own, made with it and made again by `hookbook generate` there. */
  | { readonly kind: 'own' }
  /** A folder that something else keeps: its path from the app's folder, joined by `/`, such as `../generated`. */
  | { readonly kind: 'folder'; readonly path: string }
  /** A package with the layout of `@hookbook/events`; the range of it that the app asks for. */
  | { readonly kind: 'package'; readonly package: string; readonly range: string };

/** The modules of a provider, as a file imports them that lies so many folders below the app's. */
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
