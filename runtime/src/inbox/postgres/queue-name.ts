import { createHash } from 'node:crypto';

const longest = 200;

/**
 * A queue's name of letters, digits, `_` and `-`, all that pg-boss allows, and readable: `shop_-_order__created` for
 * order.created of shop. No two pairs of provider and event share one.
 */
export function nameQueue(provider: string, event: string | null): string {
  const name = event === null ? encode(provider) : `${encode(provider)}_-_${encode(event)}`;
  if (name.length <= longest && name !== '') return name;
  return `${name.slice(0, 100)}_x_${createHash('sha256')
    .update(JSON.stringify([provider, event]))
    .digest('hex')}`;
}

/** `.` as `__`, all else by its code in hexadecimal between two `_`. */
function encode(text: string): string {
  return text.replace(/[^a-zA-Z0-9-]/g, (unit) => (unit === '.' ? '__' : `_${unit.charCodeAt(0).toString(16)}_`));
}
