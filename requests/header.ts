/** Values that all senders and receivers read alike: visible ASCII, spaces and tabs (RFC 9110, section 5.5). */
const fieldValue = /^[\x20-\x7e\t]*$/;
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** Headers that the connection sets. */
const connectionHeaders = ['content-length', 'transfer-encoding', 'connection', 'expect', 'upgrade', 'te', 'trailer', 'keep-alive'];

/** Why a header can't be sent, as the rest of a sentence without its value, which may be secret; null if it can. */
export function describeInvalidHeader(name: string, value: string): string | null {
  if (!token.test(name)) return 'is not a valid header name: use letters, digits and hyphens';
  if (connectionHeaders.includes(name.toLowerCase())) return 'is set by the connection itself';
  if (!fieldValue.test(value)) return 'has a value with characters other than visible ASCII, spaces and tabs';
  return value.trim() === value ? null : "has a value that starts or ends with a space, which receivers don't see";
}
