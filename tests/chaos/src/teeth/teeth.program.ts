import path from 'node:path';
import { parseArgs } from 'node:util';
import { consoleProgress, explain, interruption, silent } from '@jogakbo/dev';
import { ownSettings } from '../own-shop.ts';
import { verticalOf } from './bugs.ts';
import { type Bite, biteOf, named, withoutBug } from './teeth.ts';
import { Copy } from './workspace.ts';

const wishes = interruption();
const settings = ownSettings('.jogakbo/teeth');
// It lies inside the workspace: what it does not have itself, every library, is found above it.
const copy = new Copy(settings.root, path.join(settings.root, '.jogakbo/teeth-sources'));

async function tryAll(): Promise<boolean> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: { bug: { type: 'string', multiple: true, default: [] }, seed: { type: 'string', default: String(Date.now() % 1_000_000) } },
  });
  const bugs = named(values.bug);
  const seed = Number(values.seed);
  const progress = consoleProgress();
  const { faults, orders } = await withoutBug({ settings, interruption: wishes, progress }, seed);
  progress.line(`without a bug: ${JSON.stringify(orders)}, seed ${seed}`);
  for (const { law, what } of faults) progress.wrong(`${law}: ${what}`);
  if (faults.length > 0) return false;
  const place = { settings, interruption: wishes, progress: silent };
  const bites: Bite[] = [];
  for (const bug of bugs)
    bites.push(await progress.step(`${bug.name} (${verticalOf(bug)})`, (note) => tell(biteOf(bug, copy, { place, seed }), note)));
  console.table(bites.map(rowOf));
  const escaped = bites.filter(({ isCaught }) => !isCaught).length;
  progress.line(escaped === 0 ? '✓ every bug was caught by its law' : `✗ ${escaped} bugs were not caught by their laws`);
  return escaped === 0;
}

async function tell(biting: Promise<Bite>, note: (line: string) => void): Promise<Bite> {
  const bite = await biting;
  const { bug, said, isCaught } = bite;
  for (const [law, what] of said) note(`${law}: ${what}`);
  note(isCaught ? `caught by ${bug.law}` : `NOT caught by ${bug.law}`);
  return bite;
}

function rowOf({ bug, said, isCaught, seconds }: Bite) {
  const others = [...said.keys()].filter((law) => law !== bug.law).join(', ');
  return { bug: bug.name, vertical: verticalOf(bug), 'caught by': isCaught ? bug.law : '—', 'also broken': others, seconds };
}

try {
  const areAllCaught = await tryAll();
  process.exitCode = areAllCaught ? 0 : 2;
} catch (error) {
  process.stderr.write(wishes.stop.aborted ? '\n✓ everything stopped\n' : `\n${explain(error)}\n`);
  process.exitCode = 1;
} finally {
  copy.remove();
}
process.exit();
