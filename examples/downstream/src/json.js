/** @param {unknown} value @returns {value is Record<string, unknown>} */
export function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @param {unknown} value */
export const isText = (value) => typeof value === 'string' && value !== '';

/** What the bytes say, in strict UTF-8; undefined where they are no JSON. @param {Buffer} body @returns {unknown} */
export function readJson(body) {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}
