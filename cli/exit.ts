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

/** What the one who typed the command can mend: exit code 2, and no more than its message. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
