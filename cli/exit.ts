/** The exit codes of the command line. They are stable. */
export const exit = {
  fine: 0,
  /** The document or the data is invalid. */
  fault: 1,
  /** The command line, the config or the output folder is wrong. */
  usage: 2,
  /** Generated files differ from the document. */
  drift: 3,
  /** A bug in hookbook. */
  bug: 70,
} as const;

/** An error that the user can fix: exit code 2, a message, and lines of detail if present. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  /** Such as the stack of an error in the user's code. */
  readonly detail: string | null;

  constructor(message: string, { detail = null, ...options }: ErrorOptions & { readonly detail?: string | null } = {}) {
    super(message, options);
    this.detail = detail;
  }
}
