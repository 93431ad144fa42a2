import type { FastifyReply, FastifyRequest } from 'fastify';
import { describe, expect, it, vi } from 'vitest';
import { Credentials } from '../access/credentials.ts';
import type { AnnouncedPaths } from '../bytes/announced-paths.ts';
import type { ByteViews } from '../bytes/byte-views.ts';
import type { Forms } from '../forms/forms.ts';
import type { PageHead, PageSource } from './page-source.ts';
import type { Shares } from '../shares/shares.ts';
import { PagesController } from './pages.controller.ts';

const request = { method: 'HEAD', url: '/', headers: {} } as FastifyRequest;
const close = vi.fn<() => void>();

function controllerOf(head: PageHead): PagesController {
  const pages = { page: async () => ({ head, texts: [], close }) } as unknown as PageSource;
  return new PagesController(
    pages,
    { find: () => undefined } as unknown as AnnouncedPaths,
    {} as ByteViews,
    {} as Forms,
    new Credentials({}),
    { within: (_kind, _request, work) => work() } as Shares,
  );
}

/** A reply that takes these statuses and no others, as Fastify does. */
function replyOf(isStatus: (status: number) => boolean) {
  const statuses: number[] = [];
  const reply = {
    status(status: number) {
      if (!isStatus(status)) throw new RangeError(`${status} is no status`);
      statuses.push(status);
      return reply;
    },
    headers: () => reply,
    send: () => reply,
  };
  return { statuses, reply: reply as unknown as FastifyReply };
}

describe('A page that has begun', () => {
  it('gives its place back when it can not be sent', async () => {
    const { reply, statuses } = replyOf((status) => status === 503);
    await controllerOf({ status: 200, headers: {} }).address(request, reply);
    expect(close).toHaveBeenCalled();
    expect(statuses).toEqual([503]);
  });
  it.each([0, 101, 199, 600, 1000, 200.5, Number.NaN])(
    'with the status %d, which is none of an answer, is a bad gateway',
    async (status) => {
      const { reply, statuses } = replyOf(() => true);
      await controllerOf({ status, headers: {} }).address(request, reply);
      expect(statuses).toEqual([502]);
    },
  );
});
