import { createSSRApp, h } from 'vue';
import { renderToString } from 'vue/server-renderer';
import type { RequestReport } from '../../../../site/theme/check/check-request.js';
import { OutcomeView } from '../../../../site/theme/check/outcome-view.js';
import { ReportView } from '../../../../site/theme/check/report-view.js';
import { SummaryView } from '../../../../site/theme/check/summary-view.js';
import { wordsFor } from '../../../../site/theme/check/words.js';

/** The result as a visitor reads it. */
export interface Shown {
  /** The sentence in large letters. */
  readonly headline: string;
  /** What follows from it; empty if nothing is said. */
  readonly effect: string;
  /** By their names: Event, Payload, Signature. */
  readonly parts: ReadonlyMap<string, string>;
  /** All that stands below the outcome. */
  readonly below: string;
}

export async function showReport(report: RequestReport, language: string): Promise<Shown> {
  const words = wordsFor(language);
  const render = (node: ReturnType<typeof h>) => renderToString(createSSRApp({ render: () => node }));
  const outcome = await render(h(OutcomeView, { outcome: report.outcome, say: words.say }));
  const [headline = '', effect = ''] = [...outcome.matchAll(/<p[^>]*>(.*?)<\/p>/gs)].map(([, html = '']) => readText(html));
  const summary = await render(h(SummaryView, { report, words, onJump: () => undefined }));
  const details = await render(h(ReportView, { report, words, exact: false, onJump: () => undefined }));
  const parts = [...summary.matchAll(/<dt[^>]*>(.*?)<\/dt><dd[^>]*>(.*?)<\/dd>/gs)].map(([, name = '', html = '']): [string, string] => [
    readText(name),
    readText(html),
  ]);
  return { headline, effect, parts: new Map(parts), below: readText(`${summary} ${details}`) };
}

const readText = (html: string) =>
  html
    .replace(/<!--.*?-->/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim();
