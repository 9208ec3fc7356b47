/** What can stand in a header so that every sender and receiver reads the same: visible ASCII and blanks (RFC 9110, section 5.5). */
const fieldValue = /^[\x20-\x7e\t]*$/;
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** What frames the request is the transport's own. */
const framing = ['content-length', 'transfer-encoding', 'connection', 'expect', 'upgrade', 'te', 'trailer', 'keep-alive'];

/** Why a header can't be sent, in words that come after its name; null where it can. The value is not in them: it may be a credential. */
export function describeInvalidHeader(name: string, value: string): string | null {
  if (!token.test(name)) return 'is no name that a header may have (letters, digits and hyphens)';
  if (framing.includes(name.toLowerCase())) return 'is set by the connection itself';
  if (!fieldValue.test(value)) return 'has a value with characters other than visible ASCII and blanks';
  return value.trim() === value ? null : 'has a value that begins or ends with a blank, which no receiver sees';
}
