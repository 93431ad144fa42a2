import { Problem } from '@jogakbo/dev';
import { describe, expect, it } from 'vitest';
import { commandIn } from '../args.ts';
import { viewCommands } from './commands.ts';

const row = { vertical: 'explore', projection: 'store', key: 's/1' };
const read = (line: string) => commandIn('views', viewCommands, line.split(' ').filter(Boolean));
const rowUsage = 'npm run views -- row <vertical>/<projection>/<key> [--at <instant> | --position <n>]';

describe('npm run views', () => {
  it.each([
    ['list', 'list', {}],
    ['list --vertical explore', 'list', { vertical: 'explore' }],
    ['rebuild explore/catalogue', 'rebuild', { view: { vertical: 'explore', projection: 'catalogue' } }],
    ['row explore/store/s/1', 'row', { row }],
    ['row explore/store/s/1 --position 7', 'row', { row, position: { position: 7 } }],
    ['row explore/store/s/1 --at 2026-11-22T10:00:00Z', 'row', { row, at: { at: '2026-11-22T10:00:00Z' } }],
    [
      'diff explore/store/s/1 --from 0 --to 2026-11-22T10:00:00.5Z',
      'diff',
      { row, from: { position: 0 }, to: { at: '2026-11-22T10:00:00.5Z' } },
    ],
  ])('understands: %s', (line, name, values) => expect(read(line)).toMatchObject({ name, values }));

  it.each([
    ['', 'No command given', rowUsage],
    ['drop', 'Unknown command: drop', rowUsage],
    ['list explore', 'Unexpected argument: explore', 'npm run views -- list [--vertical <name>]'],
    ['rebuild', '<vertical>/<projection> is missing', 'npm run views -- rebuild <vertical>/<projection>'],
    ['rebuild explore', 'invalid address: explore', 'npm run views -- rebuild <vertical>/<projection>'],
    ['rebuild explore/store/1', 'invalid address: explore/store/1', 'npm run views -- rebuild <vertical>/<projection>'],
    ['rebuild explore/catalogue twice', 'Unexpected argument: twice', 'npm run views -- rebuild <vertical>/<projection>'],
    ['rebuild explore/catalogue --now', "Unknown option '--now'", 'npm run views -- rebuild <vertical>/<projection>'],
    ['row', '<vertical>/<projection>/<key> is missing', rowUsage],
    ['row explore/store', 'invalid address: explore/store', rowUsage],
    ['row explore/store/1 --at yesterday', 'neither a position nor a UTC instant (such as 2026-11-22T10:00:00Z): yesterday', rowUsage],
    ['row explore/store/1 --at 2026-11-22T10:00:00Z --position 7', '--at and --position exclude each other', rowUsage],
    ['diff explore/store/1 --to 1', '--from is missing', '--from <instant or position> --to <instant or position>'],
  ])('refuses with the usage: %s', (line, message, usage) => {
    expect(() => read(line)).toThrow(expect.objectContaining({ message, cure: expect.stringContaining(usage) }));
    expect(() => read(line)).toThrow(Problem);
  });
});
