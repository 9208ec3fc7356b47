import type { DeliveryPolicy } from '@hookbook/runtime/simulate';

/** Whether the provider takes a status for an acknowledgement; any 2xx where the document doesn't say. */
export function isAcknowledged({ acknowledges }: DeliveryPolicy, status: number): boolean {
  const is2xx = status >= 200 && status <= 299;
  return acknowledges.length === 0 ? is2xx : acknowledges.some((one) => (one === '2xx' ? is2xx : one === status));
}
