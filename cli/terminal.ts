import { styleText } from 'node:util';

export type Colour = 'red' | 'yellow' | 'green' | 'cyan' | 'bold' | 'dim';

/** Where a command writes: results on stdout, messages on stderr. */
export interface Terminal {
  /** A line (or lines) of the result. */
  print(text: string): void;
  /** A line (or lines) of a message. */
  tell(text: string): void;
  /** Colours part of a result if stdout shows colours. */
  paint(colour: Colour, text: string): string;
  /** Colours part of a message if stderr shows colours. */
  paintMessage(colour: Colour, text: string): string;
  /** Whether a user can answer questions. */
  readonly interactive: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
}

interface Stream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
  hasColors?(): boolean;
}

export interface Streams {
  readonly stdin: { readonly isTTY?: boolean };
  readonly stdout: Stream;
  readonly stderr: Stream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Sends a message to the parent process, if it listens: `generate --watch` does. */
  send?(message: unknown): unknown;
}

/**
 * A terminal over a process's streams. No colour without a terminal, or with --no-color or NO_COLOR
 * (https://no-color.org).
 */
export function openTerminal({ stdin, stdout, stderr, env }: Streams, wantsColour = true): Terminal {
  const painter = (stream: Stream) => {
    const coloured = wantsColour && !env['NO_COLOR'] && stream.isTTY === true && (stream.hasColors?.() ?? true);
    return (colour: Colour, text: string) => (coloured ? styleText(colour, text, { validateStream: false }) : text);
  };
  return {
    print: (text) => void stdout.write(`${text}\n`),
    tell: (text) => void stderr.write(`${text}\n`),
    paint: painter(stdout),
    paintMessage: painter(stderr),
    interactive: stdin.isTTY === true && stdout.isTTY === true && !env['CI'],
    env,
  };
}
