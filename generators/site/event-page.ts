import type { Provider, WebhookEvent } from '../catalogue/model.js';
import { renderEvent } from '../reference/index.js';
import type { SiteData } from './open-site.js';

/** The page of an event. */
export function renderEventPage(event: WebhookEvent, provider: Provider, _site: SiteData): string {
  return `<div v-pre>\n\n${renderEvent(event, provider)}\n</div>\n`;
}
