import { h } from 'vue';
import type { useCheck } from './use-check.js';
import type { Say } from './words.js';

type Check = ReturnType<typeof useCheck>;

/** The fields of the request, and what acts on all of them. */
export function renderForm(check: Check, say: Say, payload: { value: HTMLTextAreaElement | null }) {
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
          onInput={(event: Event) => {
            check.type((event.target as HTMLTextAreaElement).value);
            notePaste(check, event);
          }}
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
          {chosen.value?.events.map(({ label, slug }) => (
            <option key={slug} value={slug}>
              {label}
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

function renderSigning(check: Check, say: Say) {
  const { input, shown } = check;
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
            notePaste(check, event);
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
            notePaste(check, event);
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

function notePaste(check: Check, event: Event): void {
  const { inputType } = event as InputEvent;
  if (inputType === 'insertFromPaste' || inputType === 'insertFromDrop') check.paste();
}

function takeFile({ chooseFile }: Check, field: HTMLInputElement): void {
  const [file] = field.files ?? [];
  field.value = ''; // so that the same file can be chosen again, changed
  if (file !== undefined) void chooseFile(file);
}
