/** A failure that somebody can mend: its message says what is wrong, its cure says what to do. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly cure: string;

  constructor(message: string, cure: string, options?: ErrorOptions) {
    super(message, options);
    this.cure = cure;
  }
}

/** The text of any thrown value as a reader of the console wants it: the reason and the cure, a stack only for surprises. */
export function explain(error: unknown): string {
  if (error instanceof Problem) return `${error.message}\n  → ${error.cure.replaceAll('\n', '\n    ')}`;
  if (error instanceof Error) return error.stack ?? error.message;
  return String(error);
}

/** The bare reason of any thrown value, in one line. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return `${error.message}${cause}`.split('\n')[0] ?? error.name;
}
