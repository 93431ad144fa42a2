import { consoleProgress, explain } from '@jogakbo/dev';
import type { Announcement } from '@jogakbo/protocol';

/** The console of whoever gave the command. */
export const progress = consoleProgress();

/** Prints lines. */
export function print(lines: readonly string[]): void {
  for (const line of lines) progress.line(line);
}

/** What a vertical answered: its lines for the console, and how many things they are about. */
export interface Listing {
  readonly lines: readonly string[];
  readonly count: number;
}

/** Prints what each of these verticals lists, or that there is nothing; one that cannot be asked silences no other. */
export async function printEach(
  verticals: readonly Announcement[],
  list: (vertical: Announcement) => Promise<Listing>,
  nothing: string,
): Promise<boolean> {
  let isWell = true;
  let total = 0;
  for (const vertical of verticals) {
    try {
      const { lines, count } = await list(vertical);
      total += count;
      print(lines);
    } catch (error) {
      progress.wrong(explain(error));
      isWell = false;
    }
  }
  if (isWell && total === 0) progress.line(nothing);
  return isWell;
}
