/**
 * What VitePress, Vite and Rollup replace in a program wherever it stands, in its strings too: `__VP_STATIC_END__'`
 * would end a string and run what follows, `__VITE_ASSET__x__` ends the build, `!~{001}~` becomes a hash, and
 * `createStaticVNode('` is where VitePress puts markers of its own. Each match is one character of such a marker:
 * written in another way, or with an element around it, there is none.
 */
const source = String.raw`(?<=_)_(?=V(?:P|ITE)_)|(?<=\bcreate)S(?=taticVNode\()|(?<=!)~(?=\{)`;

/** The pattern itself, for encoders that replace more than markers. */
export const markerPattern = source;

const marker = new RegExp(source, 'g');

export function hasMarker(text: string): boolean {
  return text.search(marker) >= 0;
}

export function replaceMarkers(text: string, write: (char: string) => string): string {
  return text.replace(marker, (char) => write(char));
}

/** The character's full-width form, which looks the same, for where nothing else can stand in for it. */
export function wideTwin(char: string): string {
  return String.fromCharCode(char.charCodeAt(0) + 0xfee0);
}
