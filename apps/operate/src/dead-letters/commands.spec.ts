import { Problem } from '@jogakbo/dev';
import { describe, expect, it } from 'vitest';
import { commandIn } from '../args.ts';
import { deadLetterCommands } from './commands.ts';

const read = (line: string) => commandIn('dead-letters', deadLetterCommands, line.split(' ').filter(Boolean));

describe('npm run dead-letters', () => {
  it.each([
    ['list', 'list', {}],
    ['list --vertical explore', 'list', { vertical: 'explore' }],
    ['redeliver explore', 'redeliver', { vertical: 'explore' }],
    ['redeliver explore --reader store --key 7', 'redeliver', { vertical: 'explore', reader: 'store', key: '7' }],
    ['discard explore --reader store --position 12', 'discard', { vertical: 'explore', reader: 'store', position: 12 }],
  ])('understands: %s', (line, name, values) => expect(read(line)).toMatchObject({ name, values }));

  it.each([
    ['', 'No command given', 'npm run dead-letters -- list [--vertical <name>]\n'],
    ['burn', 'Unknown command: burn', 'npm run dead-letters -- list [--vertical <name>]\n'],
    ['list explore', 'Unexpected argument: explore', 'npm run dead-letters -- list [--vertical <name>]'],
    ['redeliver', '<vertical> is missing', 'npm run dead-letters -- redeliver <vertical> [--reader <name>] [--key <key>]'],
    ['redeliver explore twice', 'Unexpected argument: twice', 'redeliver <vertical>'],
    ['redeliver explore --loudly', "Unknown option '--loudly'", 'redeliver <vertical>'],
    ['discard explore --position 12', '--reader is missing', 'discard <vertical> --reader <name> --position <n> [--stream <name>]'],
    ['discard explore --reader store', '--position is missing', 'discard <vertical>'],
    ['discard explore --reader store --position first', 'invalid position: first', 'discard <vertical>'],
    ['discard explore --reader store --position -1', 'invalid position: -1', 'discard <vertical>'],
  ])('refuses with the usage: %s', (line, message, usage) => {
    expect(() => read(line)).toThrow(expect.objectContaining({ message, cure: expect.stringContaining(usage) }));
    expect(() => read(line)).toThrow(Problem);
  });
});
