import { Problem } from '@jogakbo/dev';
import { describe, expect, it } from 'vitest';
import { commandIn } from '../args.ts';
import { logCommands } from './commands.ts';

const aggregate = { vertical: 'checkout', aggregate: 'order', key: 'o/1' };
const read = (line: string) => commandIn('log', logCommands, line.split(' ').filter(Boolean));
const state = 'npm run log -- state <vertical>/<aggregate>/<key> [--at <instant> | --version <n>]';

describe('npm run log', () => {
  it.each([
    ['verify', 'verify', {}],
    ['verify --vertical checkout', 'verify', { vertical: 'checkout' }],
    ['history checkout/order/o/1', 'history', { aggregate }],
    ['state checkout/order/o/1', 'state', { aggregate }],
    ['state checkout/order/o/1 --version 7', 'state', { aggregate, version: { version: 7 } }],
    ['state checkout/order/o/1 --at 2026-11-22T10:00:00Z', 'state', { aggregate, at: { at: '2026-11-22T10:00:00Z' } }],
    [
      'diff checkout/order/o/1 --from 0 --to 2026-11-22T10:00:00.5Z',
      'diff',
      { aggregate, from: { version: 0 }, to: { at: '2026-11-22T10:00:00.5Z' } },
    ],
  ])('understands: %s', (line, name, values) => expect(read(line)).toMatchObject({ name, values }));

  it.each([
    ['', 'No command given', state],
    ['mend', 'Unknown command: mend', state],
    ['verify checkout', 'Unexpected argument: checkout', 'npm run log -- verify [--vertical <name>]'],
    ['verify --loudly', "Unknown option '--loudly'", 'npm run log -- verify [--vertical <name>]'],
    ['history', '<vertical>/<aggregate>/<key> is missing', 'npm run log -- history <vertical>/<aggregate>/<key>'],
    ['history checkout/order', 'invalid address: checkout/order', 'npm run log -- history <vertical>/<aggregate>/<key>'],
    ['history checkout/order/1 twice', 'Unexpected argument: twice', 'npm run log -- history <vertical>/<aggregate>/<key>'],
    ['state checkout/order/1 --at yesterday', 'neither a version nor a UTC instant (such as 2026-11-22T10:00:00Z): yesterday', state],
    ['state checkout/order/1 --at 2026-11-22T10:00:00+01:00', expect.stringContaining('neither a version nor a UTC instant'), state],
    ['state checkout/order/1 --at 2026-11-22T10:00:00Z --version 7', '--at and --version exclude each other', state],
    ['diff checkout/order/1 --from 1', '--to is missing', '--from <instant or version> --to <instant or version>'],
  ])('refuses with the usage: %s', (line, message, usage) => {
    expect(() => read(line)).toThrow(expect.objectContaining({ message, cure: expect.stringContaining(usage) }));
    expect(() => read(line)).toThrow(Problem);
  });
});
