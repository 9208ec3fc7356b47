/** The whole body; null where it is larger than that many bytes. @param {import('node:http').IncomingMessage} request @param {number} limit */
export async function readBody(request, limit) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > limit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
