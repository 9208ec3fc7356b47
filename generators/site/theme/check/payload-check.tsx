import { useData } from 'vitepress';
import { computed, defineComponent, h, ref, watch } from 'vue';
import type { Place } from './place.js';
import { ReportView } from './report-view.js';
import { type State, useCheck } from './use-check.js';
import { type CheckWord, type Say, wordsFor } from './words.js';

/** Checks a payload, its headers and its signature in the browser, by the code that was generated. Nothing leaves the page. */
export const PayloadCheck = defineComponent({
  name: 'PayloadCheck',
  setup() {
    const { lang } = useData();
    const words = computed(() => wordsFor(lang.value));
    const check = useCheck();
    const payload = ref<HTMLTextAreaElement | null>(null);
    const jump = (place: Place) => payload.value && showPlace(payload.value, place);
    const result = ref<HTMLElement | null>(null);
    const reveal = () => {
      if (check.shown.reveal) result.value?.scrollIntoView({ block: 'nearest' });
      check.shown.reveal = false;
    };
    watch(check.report, reveal, { flush: 'post' });
    return () => (
      <div class="payload-check">
        <noscript>{words.value.say('noScript')}</noscript>
        {renderForm(check, words.value.say, payload)}
        <section
          ref={(element) => {
            result.value = element as HTMLElement | null;
          }}
          aria-labelledby="check-result"
          aria-busy={check.shown.state === 'busy'}
        >
          <h2 id="check-result">{words.value.say('result')}</h2>
          {(check.shown.state === 'done' || check.shown.state === 'busy') && check.report.value !== null ? (
            <ReportView report={check.report.value} words={words.value} exact={check.bytes.value !== null} onJump={jump} />
          ) : (
            <p role="status">{words.value.say(stateWords[check.shown.state])}</p>
          )}
        </section>
      </div>
    );
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

type Check = ReturnType<typeof useCheck>;

function renderForm(check: Check, say: Say, payload: { value: HTMLTextAreaElement | null }) {
  const { input, shown } = check;
  return (
    <fieldset class="check-form" aria-label={say('form')}>
      {renderChoice(check, say)}
      <div class="check-field">
        <label for="check-payload">{say('payload')}</label>
        <p class="check-hint" id="check-payload-hint">
          {say('payloadHint')}
        </p>
        <textarea
          ref={(element) => {
            payload.value = element as HTMLTextAreaElement | null;
          }}
          {...plainText}
          id="check-payload"
          rows={14}
          wrap="off"
          aria-describedby="check-payload-hint"
          value={input.text}
          onInput={(event: Event) => check.type((event.target as HTMLTextAreaElement).value)}
        />
        <label class="check-file">
          {say('file')} <input type="file" onChange={(event: Event) => takeFile(check, event.target as HTMLInputElement)} />
        </label>
        {shown.split ? <p role="status">{say('split')}</p> : null}
      </div>
      {renderSigning(check, say)}
    </fieldset>
  );
}

/** A spelling checker may send what is typed to its maker; a browser may keep it for the next time. */
const plainText = { autocomplete: 'off', autocapitalize: 'off', autocorrect: 'off', spellcheck: false, translate: 'no' } as const;

function renderChoice({ input, entries, chosen, chooseProvider, tryExample, clear }: Check, say: Say) {
  const set = (event: Event) => (event.target as HTMLSelectElement).value;
  return (
    <div class="check-choice">
      <div class="check-field">
        <label for="check-provider">{say('provider')}</label>
        <select id="check-provider" value={input.provider} onChange={(event: Event) => chooseProvider(set(event))}>
          <option value="">{say('findOut')}</option>
          {entries.value.map(({ key, title }) => (
            <option key={key} value={key}>
              {title}
            </option>
          ))}
        </select>
      </div>
      <div class="check-field">
        <label for="check-event">{say('event')}</label>
        <select
          id="check-event"
          value={input.event}
          disabled={chosen.value === null}
          onChange={(event: Event) => {
            input.event = set(event);
          }}
        >
          <option value="">{say('findOut')}</option>
          {chosen.value?.events.map(({ name, slug }) => (
            <option key={slug} value={slug}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <button type="button" class="check-button check-example" onClick={tryExample}>
        {say('example')}
      </button>
      <button type="button" class="check-button" onClick={clear}>
        {say('clear')}
      </button>
    </div>
  );
}

function renderSigning({ input, shown }: Check, say: Say) {
  return (
    <div class="check-signing">
      <div class="check-field">
        <label for="check-headers">{say('headers')}</label>
        <p class="check-hint" id="check-headers-hint">
          {say('headersHint')}
        </p>
        <textarea
          {...plainText}
          id="check-headers"
          rows={4}
          wrap="off"
          aria-describedby="check-headers-hint"
          value={input.headers}
          onInput={(event: Event) => {
            input.headers = (event.target as HTMLTextAreaElement).value;
          }}
        />
        {shown.wrongHeaders.length > 0 ? <p role="status">{say('wrongHeaders', { lines: shown.wrongHeaders.join(', ') })}</p> : null}
      </div>
      <div class="check-field">
        <label for="check-secret">{say('secret')}</label>
        <p class="check-hint" id="check-secret-hint">
          {say('secretHint')}
        </p>
        <input
          {...plainText}
          id="check-secret"
          type="password"
          aria-describedby="check-secret-hint"
          value={input.secret}
          onInput={(event: Event) => {
            input.secret = (event.target as HTMLInputElement).value;
          }}
        />
        {shown.sample ? (
          <p>
            {say('exampleSecret')} <code>{shown.sample}</code>
          </p>
        ) : null}
      </div>
    </div>
  );
}

function takeFile({ chooseFile }: Check, field: HTMLInputElement): void {
  const [file] = field.files ?? [];
  field.value = ''; // so that the same file can be chosen again, changed
  if (file !== undefined) void chooseFile(file);
}

/** Selects a place in a field whose lines don't wrap, and brings it to view. */
function showPlace(field: HTMLTextAreaElement, { start, end, line, column }: Place): void {
  const lines = field.value.split('\n');
  const longest = lines.reduce((length, one) => Math.max(length, one.length), 1);
  field.focus();
  field.setSelectionRange(start, end);
  field.scrollTop = ((line - 1) / lines.length) * field.scrollHeight - field.clientHeight / 2;
  field.scrollLeft = ((column - 1) / longest) * field.scrollWidth - field.clientWidth / 2;
  field.scrollIntoView({ block: 'nearest' });
}
