/** A change of one file, as a bug that somebody could write. */
export interface Planting {
  readonly name: string;
  /** From the workspace's root. */
  readonly file: string;
  /** What stands there, once. */
  readonly instead: string;
  readonly planted: string;
}

/**
 * The text of a bug's file with the bug in it.
 *
 * @throws Error when the file has changed so that the bug has no place in it any more, or more than one.
 */
export function plantedIn(code: string, { name, file, instead, planted }: Planting): string {
  if (code.split(instead).length !== 2) throw new Error(`${file} has changed: ${name} can't be planted any more`);
  return code.replace(instead, () => planted);
}
