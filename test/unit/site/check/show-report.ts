import { createSSRApp, h } from 'vue';
import { renderToString } from 'vue/server-renderer';
import type { Report } from '../../../../site/theme/check/check-request.js';
import { ReportView } from '../../../../site/theme/check/report-view.js';
import { SummaryView } from '../../../../site/theme/check/summary-view.js';
import { VerdictView } from '../../../../site/theme/check/verdict-view.js';
import { wordsFor } from '../../../../site/theme/check/words.js';

/** The result as a visitor reads it. */
export interface Shown {
  /** The sentence in large letters. */
  readonly headline: string;
  /** What follows from it; empty if nothing is said. */
  readonly effect: string;
  /** By their names: Event, Payload, Signature. */
  readonly parts: ReadonlyMap<string, string>;
  /** All that stands below the verdict. */
  readonly below: string;
}

export async function showReport(report: Report, language: string): Promise<Shown> {
  const words = wordsFor(language);
  const render = (node: ReturnType<typeof h>) => renderToString(createSSRApp({ render: () => node }));
  const verdict = await render(h(VerdictView, { verdict: report.verdict, say: words.say }));
  const [headline = '', effect = ''] = [...verdict.matchAll(/<p[^>]*>(.*?)<\/p>/gs)].map(([, html = '']) => readText(html));
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
