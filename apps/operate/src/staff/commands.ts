import { Problem } from '@jogakbo/dev';
import { parse } from '../args.ts';
import { print, progress } from '../output.ts';
import type { Act } from './acts.ts';
import { StaffClient } from './client.ts';
import { actLine, actLines } from './lines.ts';

/** `npm run staff`: one act of staff in the running shop; without one, what they can do. */
export async function runAsStaff(args: readonly string[]): Promise<boolean> {
  const client = new StaffClient();
  const acts = await client.acts();
  if (args.length === 0) {
    print(actLines(acts));
    for (const warning of await client.warnings()) progress.wrong(warning);
    return true;
  }
  const { act, data } = actIn(args, acts);
  print([JSON.stringify((await client.perform(act, data)) ?? 'done', null, 2)]);
  return true;
}

/** Finds the act that the command line names and reads its data, or throws a Problem that shows the usage; the shop itself checks the data. */
export function actIn([name = '', ...args]: readonly string[], acts: readonly Act[]): { act: Act; data: Record<string, unknown> } {
  const act = actOf(name, acts);
  return { act, data: parse({ options: act.fields }, args, `npm run staff -- ${actLine(act)}`) };
}

/** A message is found by its own name where no other vertical has one of that name. */
function actOf(name: string, acts: readonly Act[]): Act {
  const found = acts.filter((act) => act.name === name || act.name.endsWith(`/${name}`));
  if (found.length === 1) return found[0]!;
  if (found.length > 1) throw new Problem(`Ambiguous command: ${name}`, `name one of: ${found.map((act) => act.name).join(', ')}`);
  throw new Problem(`Unknown command: ${name}`, '`npm run staff` lists what staff can do');
}
