import { afterAll } from 'vitest';
import { DatabaseSnapshots, JetStreamLog } from '@jogakbo/vertical/testing';
import { commitLogConformance, snapshotsConformance } from '@jogakbo/testing/conformance';
import { groundFor, type Ground } from './ground.ts';

const grounds: Ground[] = [];
afterAll(() => Promise.all(grounds.map(({ stop }) => stop())));

const groundOf = async (vertical: string) => {
  const ground = await groundFor(vertical);
  grounds.push(ground);
  return ground;
};

commitLogConformance('JetStreamLog', async (vertical) => {
  return new JetStreamLog(vertical, await groundOf(vertical));
});
snapshotsConformance('DatabaseSnapshots', async () => new DatabaseSnapshots((await groundOf('kept')).database));
