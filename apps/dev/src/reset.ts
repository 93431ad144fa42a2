import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { claimOf } from './claim.ts';
import { removeElsewhere } from './postgres/places.ts';
import { explain, Problem } from './problem.ts';
import { endLeftovers } from './process/record.ts';
import { settingsHere } from './settings.ts';
import { isState, type State, stateIn } from './state.ts';

async function reset(state: State): Promise<string[]> {
  if (!existsSync(state.folder)) return [];
  // JOGAKBO_STATE may name any folder; only one that a start has made is removed.
  if (!isState(state.folder))
    throw new Problem(`${state.folder} is not a state folder of the shop`, 'correct JOGAKBO_STATE, or remove the folder yourself');
  const states = [state, ...statesBelow(state)];
  for (const holder of states.map(claimOf)) {
    if (holder)
      throw new Problem(
        `The shop runs: ${holder.address} (process ${holder.pid})`,
        'stop it with Ctrl-C where it was started, and reset then',
      );
  }
  for (const each of states) await endLeftovers(each.run);
  const elsewhere = states.map(removeElsewhere).filter((folder) => folder !== undefined);
  rmSync(state.folder, { recursive: true, force: true });
  return [state.folder, ...elsewhere];
}

// Tests keep states of their own in folders of the first one, so those go with it, or hold it back.
function statesBelow(state: State): State[] {
  const inner = readdirSync(state.folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return inner.map(({ name }) => stateIn(join(state.folder, name))).filter(({ run }) => existsSync(run));
}

try {
  const removed = await reset(stateIn(settingsHere().state));
  process.stdout.write(removed.length > 0 ? `Removed ${removed.join(' and ')}.\n` : 'There is nothing to remove.\n');
} catch (error) {
  process.stderr.write(`\n${explain(error)}\n`);
  process.exit(1);
}
