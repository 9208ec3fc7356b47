/** What the command line's exit codes mean; stable. */
export const exit = {
  fine: 0,
  /** The document, or the data given to it, is at fault. */
  fault: 1,
  /** The command line, the config or the output folder is at fault. */
  usage: 2,
  /** Generated files are not what the document says. */
  drift: 3,
  /** We are at fault. */
  bug: 70,
} as const;

/** The user can fix it: exit code 2, the message, and lines of detail if it has some. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  /** Such as the stack of an error in the user's code. */
  readonly detail: string | null;

  constructor(message: string, { detail = null, ...options }: ErrorOptions & { readonly detail?: string | null } = {}) {
    super(message, options);
    this.detail = detail;
  }
}
