import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { freePort, requireFree } from './ports.ts';

it('a taken port is named with its setting and a cure, a free one is not', async () => {
  const [taken, free] = [await freePort(), await freePort()];
  const holder = createServer().listen(taken, '127.0.0.1');
  await once(holder, 'listening');
  const refusal = requireFree([
    { setting: 'PORT', host: '127.0.0.1', port: taken },
    { setting: 'NATS_PORT', host: '127.0.0.1', port: free },
  ]);
  await expect(refusal).rejects.toMatchObject({
    message: expect.stringContaining(`127.0.0.1:${taken} is taken (PORT)`),
    cure: expect.stringContaining(`PORT=${taken + 1000} npm start`),
  });
  await expect(refusal).rejects.not.toThrow('NATS_PORT');
  holder.close();
});

it('an address of another machine is named', async () => {
  await expect(requireFree([{ setting: 'PORT', host: '203.0.113.1', port: 4000 }])).rejects.toThrow('HOST');
});

it('a free port is one that the system gives to nobody else, and another each time', async () => {
  const ports = await Promise.all(Array.from({ length: 50 }, freePort));
  expect(new Set(ports).size).toBe(50);
  expect(Math.max(...ports)).toBeLessThan(32_768);
});

it('a port that is held is passed over', async () => {
  const held = (await freePort()) + 1;
  const holder = createServer().listen(held, '127.0.0.1');
  await once(holder, 'listening');
  expect(await freePort()).not.toBe(held);
  holder.close();
});
