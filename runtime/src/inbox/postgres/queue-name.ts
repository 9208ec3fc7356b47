import { createHash } from 'node:crypto';

const maxNameLength = 200;

/**
 * A readable queue name of letters, digits, `_` and `-`, which is all pg-boss allows: `shop_-_order__created` for
 * order.created of shop. Unique per provider and event.
 */
export function nameQueue(provider: string, event: string | null): string {
  const name = event === null ? encode(provider) : `${encode(provider)}_-_${encode(event)}`;
  if (name.length <= maxNameLength && name !== '') return name;
  return `${name.slice(0, 100)}_x_${createHash('sha256')
    .update(JSON.stringify([provider, event]))
    .digest('hex')}`;
}

/** `.` becomes `__`; other characters become their code in hexadecimal between underscores. */
function encode(text: string): string {
  return text.replace(/[^a-zA-Z0-9-]/g, (unit) => (unit === '.' ? '__' : `_${unit.charCodeAt(0).toString(16)}_`));
}
