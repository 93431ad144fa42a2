import { expect, it } from 'vitest';
import { newestOf } from './nats-server.ts';

it('of several NATS servers the newest is taken, by numbers and not by letters', () => {
  expect(newestOf(['nats-server-2.12.3-linux-x64', 'nats-server-2.9.10-linux-x64', 'nats-server-2.12.11-linux-x64'])).toBe(
    'nats-server-2.12.11-linux-x64',
  );
  expect(newestOf([])).toBeUndefined();
});
