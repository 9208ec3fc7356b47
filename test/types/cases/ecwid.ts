import type { Equal, Expect } from './expect.js';
import {
  type EcwidEvent,
  type EcwidEventMap,
  type EcwidEventName,
  ecwidEventNames,
  type OrderCreated,
  type OrderUpdated,
} from './types/ecwid.js';
import type * as strict from './types/strict/ecwid.js';

// The union narrows on the discriminator, to that event alone.
export function readOrder(event: EcwidEvent): string | undefined {
  if (event.eventType === 'order.created') {
    type _ = Expect<Equal<typeof event, OrderCreated>>;
    return event.data.orderId;
  }
  // @ts-expect-error which event it is isn't known here
  event.data.orderId;
  // @ts-expect-error no such event
  if (event.eventType === 'order.create') return;
  switch (event.eventType) {
    case 'order.updated':
      return event.data.oldPaymentStatus;
    case 'application.installed': {
      type _ = Expect<Equal<typeof event.entityId, string>>;
      return event.entityId;
    }
    case 'order.deleted':
      // @ts-expect-error only the update has it
      return event.data?.oldPaymentStatus;
    default:
      return undefined;
  }
}

// The map, the names and the list say the same.
type _Names = Expect<Equal<EcwidEventName, keyof EcwidEventMap>>;
type _List = Expect<Equal<EcwidEventName, (typeof ecwidEventNames)[number]>>;
type _Union = Expect<Equal<EcwidEvent, EcwidEventMap[EcwidEventName]>>;
type _Length = Expect<Equal<(typeof ecwidEventNames)['length'], 42>>;
type _Wire = Expect<Equal<EcwidEvent['eventType'], EcwidEventName>>;
// @ts-expect-error the list is read-only
ecwidEventNames.push('order.created');

// Handlers by name get their event's type.
type Handlers = { [Name in EcwidEventName]?: (event: EcwidEventMap[Name]) => void };
export const handlers: Handlers = {
  'order.updated': (event) => {
    type _ = Expect<Equal<typeof event, OrderUpdated>>;
    event.data.newPaymentStatus.toUpperCase();
    // @ts-expect-error no such member
    event.data.paymentStatus;
  },
  // @ts-expect-error no such event
  'order.change': () => {},
};

// What must be there, and of which type.
const order: strict.OrderCreated = {
  eventId: '1',
  eventCreated: 1,
  storeId: 1,
  entityId: 1,
  eventType: 'order.created',
  data: { orderId: 'B8HGD', newPaymentStatus: 'PAID', newFulfillmentStatus: 'PROCESSING' },
};
export const union: strict.EcwidEvent = order;
// @ts-expect-error storeId is a number
export const wrongType: strict.OrderCreated = { ...order, storeId: '1' };
// @ts-expect-error another event's type
export const wrongEvent: strict.OrderCreated = { ...order, eventType: 'order.updated' };
// @ts-expect-error orderId is missing
export const missing: strict.OrderCreated = { ...order, data: { newPaymentStatus: 'PAID', newFulfillmentStatus: 'PROCESSING' } };
// @ts-expect-error nothing but an object
export const noObject: strict.OrderCreated = null;

// What the document says is what a receiver may see.
export const seen: OrderCreated = order;
