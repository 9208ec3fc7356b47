import { onBeforeUnmount, onMounted, reactive, shallowRef, watch } from 'vue';
import { loadEntries, loadExample, loadProvider, type ProviderEntry } from './catalogue.js';
import type { Report } from './check-request.js';
import type { CheckedProvider } from './checked-provider.js';
import { readHeaders } from './headers.js';
import { splitBytes, splitRequest } from './split-request.js';

/** More than this is not looked at. */
const mostBytes = 20_000_000;
/** Texts up to this are checked as they are typed. */
const smallText = 100_000;

export type State = 'empty' | 'busy' | 'done' | 'failed' | 'too-large' | 'none';

/** What is typed, and what comes of it. All of it lives in this page's memory alone. */
export function useCheck() {
  const input = reactive({ provider: '', event: '', text: '', headers: '', secret: '' });
  const shown = reactive({
    state: 'empty' as State,
    split: false,
    sample: null as string | null,
    reveal: false,
    wrongHeaders: [] as readonly number[],
  });
  const entries = shallowRef<readonly ProviderEntry[]>([]);
  const chosen = shallowRef<CheckedProvider | null>(null);
  const bytes = shallowRef<Uint8Array<ArrayBuffer> | null>(null);
  const report = shallowRef<Report | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let latest = 0;
  let started: Promise<State> = Promise.resolve('empty');

  function schedule(): void {
    clearTimeout(timer);
    latest += 1;
    if (input.text !== '') shown.state = 'busy';
    timer = setTimeout(() => check(latest), input.text.length < smallText ? 200 : 800);
  }

  async function check(run: number): Promise<void> {
    if (input.text.length > mostBytes) shown.state = 'too-large';
    if (input.text.length > mostBytes || split()) return;
    const begun = await started;
    if (run !== latest) return;
    if (begun !== 'empty' || input.text.trim() === '') {
      shown.state = begun;
      report.value = null;
      return;
    }
    try {
      const found = await judge();
      if (run !== latest) return;
      report.value = found;
      shown.state = 'done';
    } catch {
      if (run === latest) shown.state = 'failed';
    }
  }

  /** Whether the text was a whole request: its parts are put where they belong, and checked then. */
  function split(): boolean {
    const parts = bytes.value === null ? splitRequest(input.text) : null;
    if (parts === null) return false;
    Object.assign(input, { headers: parts.headers, text: parts.body });
    shown.split = true;
    return true;
  }

  async function judge(): Promise<Report> {
    const { checkRequest } = await import('./check-request.js');
    const wanted = entries.value.filter(({ key }) => input.provider === '' || key === input.provider);
    const providers = await Promise.all(wanted.map(loadProvider));
    const pasted = readHeaders(input.headers);
    shown.wrongHeaders = pasted.wrong;
    const event = providers.length === 1 ? providers[0]?.events.find(({ slug }) => slug === input.event) : undefined;
    return checkRequest({
      ...{ text: input.text, bytes: bytes.value, pasted, secret: input.secret, providers, now: Date.now() },
      event: event === undefined ? null : { provider: input.provider, name: event.name },
    });
  }

  /** As typed or pasted, so that the bytes of a file are those no more. */
  function type(text: string): void {
    bytes.value = null;
    shown.split = false;
    shown.sample = null;
    input.text = text;
  }

  async function choose(file: File): Promise<void> {
    if (file.size > mostBytes) {
      shown.state = 'too-large';
      return;
    }
    const all = new Uint8Array(await file.arrayBuffer());
    const parts = splitBytes(all);
    type('');
    if (parts !== null) input.headers = parts.headers.replaceAll('\r\n', '\n');
    shown.split = parts !== null;
    bytes.value = parts?.body ?? all;
    input.text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.value).replace(/\r\n?/g, '\n');
  }

  /** Fills in an example of the chosen event, or of the first that has one (of the first provider), signed as its provider would sign it now. */
  async function tryExample(): Promise<void> {
    try {
      if (chosen.value === null) {
        input.provider = entries.value[0]?.key ?? '';
        await chooseProvider();
      }
      const provider = chosen.value;
      const events = provider?.events.filter((event) => event.example) ?? [];
      const event = events.find(({ slug }) => slug === input.event) ?? events[0];
      if (provider === null || event === undefined) return;
      const [{ signExample }, example] = await Promise.all([import('./sign-example.js'), loadExample(provider, event)]);
      const { body, headers, secret } = await signExample(provider, example, Date.now());
      type(body);
      Object.assign(input, { headers, secret });
      shown.sample = secret;
      shown.reveal = true;
    } catch {
      shown.state = 'failed';
    }
  }

  function clear(): void {
    type('');
    Object.assign(input, { headers: '', secret: '' });
    shown.state = 'empty';
    report.value = null;
  }

  async function start(): Promise<State> {
    try {
      entries.value = await loadEntries();
    } catch {
      return 'failed';
    }
    const [provider = '', ...event] = (new URLSearchParams(window.location.search).get('event') ?? '').split('/');
    if (entries.value.some(({ key }) => key === provider)) {
      input.provider = provider;
      await chooseProvider();
      if (chosen.value?.events.some(({ slug }) => slug === event.join('/'))) input.event = event.join('/');
    }
    return entries.value.length === 0 ? 'none' : 'empty';
  }

  async function chooseProvider(): Promise<void> {
    input.event = '';
    chosen.value = null;
    const entry = entries.value.find(({ key }) => key === input.provider);
    if (entry === undefined) return;
    try {
      const provider = await loadProvider(entry);
      if (input.provider === entry.key) chosen.value = provider;
    } catch {
      shown.state = 'failed';
    }
  }

  watch([input, bytes], schedule);
  onMounted(() => {
    started = start();
    void check(latest);
  });
  onBeforeUnmount(() => clearTimeout(timer));
  return { input, shown, entries, chosen, bytes, report, type, choose, tryExample, clear, chooseProvider };
}
