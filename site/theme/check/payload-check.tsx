import { useData } from 'vitepress';
import { computed, defineComponent, h, onMounted, ref, watch } from 'vue';
import { OutcomeView } from './outcome-view.js';
import { ReportView } from './report-view.js';
import { renderForm } from './request-form.js';
import { revealElement } from './reveal-element.js';
import { selectRange } from './select-range.js';
import { SummaryView } from './summary-view.js';
import type { TextRange } from './text-range.js';
import { type State, useCheck } from './use-check.js';
import { type CheckWord, wordsFor } from './words.js';

/** Checks a payload, its headers and its signature in the browser, with the generated code. Nothing leaves the page. */
export const PayloadCheck = defineComponent({
  name: 'PayloadCheck',
  setup() {
    const { lang } = useData();
    const words = computed(() => wordsFor(lang.value));
    const check = useCheck();
    const payload = ref<HTMLTextAreaElement | null>(null);
    const jump = (range: TextRange) => payload.value && selectRange(payload.value, range);
    const summary = ref<HTMLElement | null>(null);
    const reveal = () => {
      if (!check.shown.reveal || check.shown.state === 'busy') return;
      check.shown.reveal = false;
      if (summary.value !== null) revealElement(summary.value);
    };
    onMounted(() => {
      // What was typed while this code was loading.
      const fields = payload.value?.closest('.payload-check')?.querySelectorAll('textarea') ?? [];
      for (const field of fields) if (field.value !== '') field.dispatchEvent(new Event('input'));
    });
    watch([check.report, () => check.shown.state], reveal, { flush: 'post' });
    return () => {
      const { say } = words.value;
      const { state } = check.shown;
      const report = state === 'done' || state === 'busy' ? check.report.value : null;
      return (
        <div class="payload-check">
          <noscript>{say('noScript')}</noscript>
          {renderForm(check, say, payload)}
          <section aria-labelledby="check-result" aria-busy={state === 'busy'}>
            <h2 id="check-result">{say('result')}</h2>
            <div
              class="check-summary"
              ref={(element) => {
                summary.value = element as HTMLElement | null;
              }}
            >
              <div role="status">
                {report === null ? <p>{say(stateWords[state])}</p> : <OutcomeView outcome={report.outcome} say={say} />}
              </div>
              {report === null ? null : <SummaryView report={report} words={words.value} onJump={jump} />}
            </div>
            {report === null ? null : <ReportView report={report} words={words.value} exact={check.bytes.value !== null} onJump={jump} />}
          </section>
        </div>
      );
    };
  },
});

const stateWords: Readonly<Record<State, CheckWord>> = {
  empty: 'empty',
  busy: 'loading',
  done: 'loading',
  failed: 'failed',
  'too-large': 'tooLarge',
  none: 'none',
};
