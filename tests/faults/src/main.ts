import { parseArgs } from 'node:util';
import { compileTypeScript } from '@jogakbo/testing/typescript';

process.env['LOG_LEVEL'] ??= 'fatal';
compileTypeScript();

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    ...{ rounds: { type: 'string' }, brokers: { type: 'string' }, kills: { type: 'string' }, seed: { type: 'string' } },
    seconds: { type: 'string' },
  },
});

/** What can be gone through, by name; each answers what it found. */
const trials: Record<string, () => Promise<{ readonly faults: readonly string[] }>> = {
  appends: async () => {
    const { rounds = '10000', brokers = '3', kills = Number(brokers) > 1 ? '3' : '0' } = values;
    const { contendedAppends } = await import('./appends/appends.ts');
    return contendedAppends({ rounds: Number(rounds), brokers: Number(brokers), kills: Number(kills) });
  },
  teeth: async () => (await import('./teeth/teeth.ts')).teeth(),
  crashes: async () => {
    const { rounds = '200', brokers = '1', seed = String(Date.now() % 1_000_000) } = values;
    const { crashes } = await import('./crashes/crashes.ts');
    return crashes({ rounds: Number(rounds), brokers: Number(brokers), seed: Number(seed) });
  },
  gathering: async () => {
    const { kills = '20', seed = String(Date.now() % 1_000_000) } = values;
    return (await import('./gathering/gathering.ts')).gatherings({ kills: Number(kills), seed: Number(seed) });
  },
  disks: async () => (await import('./outages/disks.ts')).fullDisks({ seconds: Number(values.seconds ?? '20') }),
  outages: async () => (await import('./outages/outages.ts')).outages({ seconds: Number(values.seconds ?? '60') }),
};

const unknown = positionals.filter((name) => !Object.hasOwn(trials, name));
if (positionals.length === 0 || unknown.length > 0) {
  console.error(`Say what is to be gone through: npm run faults -- ${Object.keys(trials).join(' | ')}`);
  console.error('with --rounds, --brokers, --kills, --seconds, --seed as tests/faults/README.md says');
  process.exit(1);
}
let faults = 0;
for (const name of positionals) {
  const outcome = await trials[name]!();
  faults += outcome.faults.length;
  console.dir({ [name]: { ...outcome, faults: outcome.faults.length } }, { depth: 5, breakLength: 160 });
  for (const fault of outcome.faults.slice(0, 50)) console.log(`✗ ${fault}`);
}
console.log(faults === 0 ? '✓ every promise held' : `✗ ${faults} faults`);
process.exit(faults === 0 ? 0 : 2);
