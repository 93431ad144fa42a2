import { Problem } from '@jogakbo/dev';
import { describe, expect, it } from 'vitest';
import { commandIn } from '../args.ts';
import { sagaCommands } from './commands.ts';

const saga = { vertical: 'checkout', of: { name: 'saga-checkout', key: 'o/1' } };
const read = (...args: string[]) => commandIn('sagas', sagaCommands, args);
const retry = 'npm run sagas -- retry <vertical>/<saga>/<key>';
const compensate = 'npm run sagas -- compensate <vertical>/<saga>/<key> --reason <sentence>';

describe('npm run sagas', () => {
  it.each([
    [['list'], 'list', { stuck: false }],
    [['list', '--vertical', 'checkout', '--stuck'], 'list', { vertical: 'checkout', stuck: true }],
    [['retry', 'checkout/checkout/o/1'], 'retry', { saga }],
    [['retry', 'checkout/saga-checkout/o/1'], 'retry', { saga }],
    [['compensate', 'checkout/checkout/o/1', '--reason', 'she called'], 'compensate', { saga, reason: 'she called' }],
  ])('understands: %s', (args, name, values) => expect(read(...args)).toMatchObject({ name, values }));

  it.each([
    [[], 'No command given', `npm run sagas -- list [--vertical <name>] [--stuck]\n${retry}\n${compensate}`],
    [['mend'], 'Unknown command: mend', retry],
    [['list', 'checkout'], 'Unexpected argument: checkout', 'npm run sagas -- list [--vertical <name>] [--stuck]'],
    [['list', '--loudly'], "Unknown option '--loudly'", 'npm run sagas -- list [--vertical <name>] [--stuck]'],
    [['list', '--stuck=no'], "Option '--stuck' does not take an argument", '[--stuck]'],
    [['retry'], '<vertical>/<saga>/<key> is missing', retry],
    [['retry', 'checkout/o-1'], 'invalid address: checkout/o-1', retry],
    [['retry', 'a/b/c', 'd'], 'Unexpected argument: d', retry],
    [['retry', 'delivery/gathering-goods/o-1'], 'a gathering can be neither retried nor compensated: delivery/gathering-goods/o-1', retry],
    [['compensate', 'a/b/c'], '--reason is missing', compensate],
    [['compensate'], '<vertical>/<saga>/<key> and --reason are missing', compensate],
  ])('refuses with the usage: %s', (args, message, usage) => {
    expect(() => read(...args)).toThrow(expect.objectContaining({ message, cure: expect.stringContaining(usage) }));
    expect(() => read(...args)).toThrow(Problem);
  });
});
