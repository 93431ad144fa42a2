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
  const problem = problemOf(error);
  if (problem) return `${problem.message}\n  → ${problem.cure.replaceAll('\n', '\n    ')}`;
  if (error instanceof Error) return error.stack ?? error.message;
  return String(error);
}

/** What somebody can mend about it, if anything. */
export const problemOf = (error: unknown): Problem | undefined => (error instanceof Problem ? error : refusalOfSystem(error));

/** The bare reason of any thrown value, in one line. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return `${error.message}${cause}`.split('\n')[0] ?? error.name;
}

const RIGHTS = 'give the user who runs this the right to write there, or let JOGAKBO_STATE name another folder';
const SPACE = 'free some space, or let JOGAKBO_STATE name a folder on another disk';
const IN_THE_WAY = 'move away what is there, or let JOGAKBO_STATE name another folder';
const OPEN_FILES = 'close other programs, or raise the number of files that may be open: `ulimit -n 8192`';

/** What to do about what the operating system refuses, by its own name for the reason. */
const cures: Readonly<Record<string, string>> = {
  ...{ EACCES: RIGHTS, EPERM: RIGHTS, EROFS: RIGHTS },
  ...{ ENOSPC: SPACE, EDQUOT: SPACE },
  ...{ ENOTDIR: IN_THE_WAY, EISDIR: IN_THE_WAY, EEXIST: IN_THE_WAY },
  ...{ EMFILE: OPEN_FILES, ENFILE: OPEN_FILES },
};

/** A file or a folder that the operating system refuses is nobody's mistake in a program. */
function refusalOfSystem(error: unknown): Problem | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code = '', path, syscall } = error as NodeJS.ErrnoException;
  const cure = syscall === undefined ? undefined : cures[code];
  if (cure === undefined) return undefined;
  // Node's words are `EROFS: read-only file system, open '/path'`.
  const reason = /^\w+: (.*?),/.exec(error.message)?.[1] ?? code;
  return new Problem(`${path ?? 'A file'} can't be used: ${reason}`, cure, { cause: error });
}
