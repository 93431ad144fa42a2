import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startServers, type RunningServers } from '@jogakbo/dev';
import { Database } from '@jogakbo/vertical';
import { migrate } from '@jogakbo/vertical/testing';
import { pruneUnusedPictures } from './unused-pictures.ts';

let folder: string;
let servers: RunningServers;
let database: Database;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'pictures-'));
  servers = await startServers(folder, ['assortment']);
  database = new Database(servers.databaseUrlOf('assortment'), 'pictures-test');
  await migrate(database, path.resolve(import.meta.dirname, '../../migrations'));
});
afterAll(async () => {
  await database?.close();
  await servers?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const prune = () => database.transaction(pruneUnusedPictures);
const there = async () =>
  (await database.query<{ picture: string }>('select picture from picture order by picture')).map(({ picture }) => picture);
const weekLater = () => database.query(`update picture set unused_since = unused_since - interval '7 days 1 second'`);
const useInStore = (picture: string) => database.query('update store set picture = $1', [picture]);

it('a picture that nothing refers to goes a week later, and stays when something refers to it again', async () => {
  await database.query(
    `insert into picture (picture, media_type, bytes) values ('/a', 'image/png', ''), ('/b', 'image/png', ''), ('/c', 'image/png', '')`,
  );
  await database.query(
    `insert into store (store_id, position, name, street, city, picture) values ('S', 0, 'Weir', 'Way 1', 'Weir', '/a')`,
  );
  expect([await prune(), await there()]).toEqual([0, ['/a', '/b', '/c']]);
  await weekLater();
  await useInStore('/b');
  expect([await prune(), await there()]).toEqual([1, ['/a', '/b']]);
  await weekLater();
  expect([await prune(), await there()]).toEqual([1, ['/b']]);
});
