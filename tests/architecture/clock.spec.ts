import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const sources = /performance\.now|Date\.now|new Date\(\)|Math\.random|randomUUID|randomBytes|setTimeout|setInterval/;

/** What stands around the processes of a vertical: it has nothing to do with what they decide. */
const around = /machine\.ts$|\/(announcements|telemetry)\/|\.spec\.ts$/;
const logic = globSync('platform/{runtime,vertical}/src/**/*.ts', { cwd: root }).filter((file) => !around.test(file));

it.each(logic)('%s takes its clock and its ids from the machine that it runs on', (file) => {
  const lines = readFileSync(path.join(root, file), 'utf8').split('\n');
  expect(lines.filter((line) => sources.test(line))).toEqual([]);
});
