import { onBeforeUnmount, onMounted, reactive, shallowRef, watch } from 'vue';
import { loadExample } from './catalogue.js';
import type { RequestReport } from './check-request.js';
import { readHeaders } from './headers.js';
import { splitBytes, splitRequest } from './split-request.js';
import { useChoice } from './use-choice.js';

/** Larger texts are not checked. */
const maxBytes = 20_000_000;
/** Texts up to this size are checked while typing. */
const maxInstantLength = 100_000;

export type State = 'empty' | 'busy' | 'done' | 'failed' | 'too-large' | 'none';

/** The input and its result, kept only in this page's memory. */
export function useCheck() {
  const input = reactive({ provider: '', event: '', text: '', headers: '', secret: '' });
  const shown = reactive({
    state: 'empty' as State,
    split: false,
    sample: null as string | null,
    reveal: false,
    wrongHeaders: [] as readonly number[],
  });
  const bytes = shallowRef<Uint8Array<ArrayBuffer> | null>(null);
  const report = shallowRef<RequestReport | null>(null);
  const choice = useChoice(input);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let latest = 0;
  let oversized = false;
  let started: Promise<void> = Promise.resolve();

  function schedule(): void {
    clearTimeout(timer);
    latest += 1;
    if (input.text !== '') shown.state = 'busy';
    timer = setTimeout(() => settle(latest), input.text.length < maxInstantLength ? 200 : 800);
  }

  /** The result, unless the input has changed meanwhile. */
  async function settle(run: number): Promise<void> {
    const found = await check().catch(() => 'failed' as const);
    if (run !== latest || found === null) return;
    report.value = typeof found === 'string' ? null : found;
    shown.state = typeof found === 'string' ? found : 'done';
    if (found === 'empty') shown.reveal = false;
  }

  /** null: it was a whole request, whose parts are put where they belong and checked then. */
  async function check(): Promise<RequestReport | State | null> {
    if (oversized) return 'too-large';
    if (split()) return null;
    await started;
    if (choice.entries.value.length === 0) return 'none';
    return input.text.trim() === '' ? 'empty' : judge();
  }

  function split(): boolean {
    const parts = bytes.value === null ? splitRequest(input.text) : null;
    if (parts === null) return false;
    Object.assign(input, { headers: parts.headers, text: parts.body });
    shown.split = true;
    return true;
  }

  async function judge(): Promise<RequestReport> {
    const [{ checkRequest }, providers] = await Promise.all([import('./check-request.js'), choice.loadWanted()]);
    const pasted = readHeaders(input.headers);
    shown.wrongHeaders = pasted.wrong;
    const event = choice.chosen.value?.events.find(({ slug }) => slug === input.event);
    return checkRequest({
      ...{ text: input.text, bytes: bytes.value, pasted, secret: input.secret, providers, now: Date.now() },
      event: event === undefined ? null : { provider: input.provider, name: event.name },
    });
  }

  /** Something was pasted: its result is to be shown, even if the text is the same as before. */
  function paste(): void {
    shown.reveal = true;
    schedule();
  }

  /** Typed or pasted, so it no longer is the bytes of a file. A text that is too large isn't kept. */
  function type(text: string): void {
    bytes.value = null;
    Object.assign(shown, { split: false, sample: null });
    oversized = text.length > maxBytes;
    input.text = oversized ? '' : text;
    if (oversized) schedule();
  }

  async function chooseFile(file: File): Promise<void> {
    type('');
    shown.reveal = true;
    oversized = file.size > maxBytes;
    if (oversized) return schedule();
    const all = new Uint8Array(await file.arrayBuffer());
    const parts = splitBytes(all);
    if (parts !== null) Object.assign(input, { headers: parts.headers.replaceAll('\r\n', '\n') });
    shown.split = parts !== null;
    bytes.value = parts?.body ?? all;
    input.text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.value).replace(/\r\n?/g, '\n');
  }

  /** Fills in an example, signed as its provider would sign it now. */
  async function tryExample(): Promise<void> {
    await started;
    const found = await choice.chooseExample();
    if (found === null) return;
    const { provider, event } = found;
    const [{ signExample }, example] = await Promise.all([import('./sign-example.js'), loadExample(provider, event)]);
    const { body, headers, secret } = await signExample(provider, example, Date.now());
    type(body);
    Object.assign(input, { headers, secret });
    Object.assign(shown, { sample: secret, reveal: true });
  }

  function clear(): void {
    type('');
    shown.reveal = false;
    Object.assign(input, { headers: '', secret: '' });
  }

  /** Failed fetches are reported in place of the result. */
  const tell =
    <Arguments extends unknown[]>(action: (...given: Arguments) => Promise<void>) =>
    (...given: Arguments): Promise<void> =>
      action(...given).catch(() => {
        Object.assign(shown, { state: 'failed' });
      });

  watch([input, bytes], schedule);
  onMounted(() => {
    started = choice.start();
    void settle(latest);
  });
  onBeforeUnmount(() => clearTimeout(timer));
  return {
    ...{ input, shown, bytes, report, type, paste, clear },
    ...{ entries: choice.entries, chosen: choice.chosen },
    ...{ chooseFile: tell(chooseFile), tryExample: tell(tryExample), chooseProvider: tell(choice.chooseProvider) },
  };
}
