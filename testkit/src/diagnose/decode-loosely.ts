import { decodeHex } from '@hookbook/runtime/inspect';

/** Hex in any letter case; null for anything else. */
export const decodeAnyHex = (text: string) => decodeHex(text.toLowerCase());

/** Base64 in either alphabet, with or without padding; null for anything else. */
export function decodeAnyBase64(text: string): Uint8Array<ArrayBuffer> | null {
  const bare = text
    .replace(/={0,2}$/, '')
    .replaceAll('-', '+')
    .replaceAll('_', '/');
  if (!/^[A-Za-z0-9+/]+$/.test(bare) || bare.length % 4 === 1) return null;
  return Uint8Array.from(atob(bare), (character) => character.charCodeAt(0));
}
