import type { Provider, WebhookEvent } from '../catalogue/model.js';
import { generatedNotice } from '../generator.js';
import { describeEvent } from './event-view.js';
import { openPage } from './provider-page.js';
import { describeReceiving } from './receiving.js';
import type { EventPageView } from './view.js';

/** A page on one event, which says everything a receiver of it needs: what a provider's page says once for all its events too. */
export function describeEventPage(event: WebhookEvent, provider: Provider): EventPageView {
  const context = openPage(provider, null);
  return {
    notice: generatedNotice,
    ...describeEvent(event, provider, null, 1, context),
    receiving: describeReceiving(provider, context),
    unverified: null,
  };
}
