import { openTerminal, type Streams, type Terminal } from '../../../cli/terminal.js';

export interface Captured {
  readonly streams: Streams;
  stdout: string;
  stderr: string;
}

/** Streams that keep what is written to them. */
export function captureStreams({ tty = false, env = {} }: { readonly tty?: boolean; readonly env?: Streams['env'] } = {}): Captured {
  const writer = (name: 'stdout' | 'stderr') => ({
    isTTY: tty,
    write: (text: string) => {
      captured[name] += text;
    },
  });
  const captured: Captured = {
    stdout: '',
    stderr: '',
    streams: { stdin: { isTTY: tty }, stdout: writer('stdout'), stderr: writer('stderr'), env },
  };
  return captured;
}

export function captureTerminal(options: Parameters<typeof captureStreams>[0] = {}): {
  readonly captured: Captured;
  readonly terminal: Terminal;
} {
  const captured = captureStreams(options);
  return { captured, terminal: openTerminal(captured.streams) };
}
