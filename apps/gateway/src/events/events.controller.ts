import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { neighbourhood } from '../shares/client.ts';
import { LiveEvents } from './live-events.ts';
import { readPositions } from './positions.ts';
import { readTopics } from './topics.ts';

/**
 * `/events?topics=…`: server-sent events, one stream per browser.
 *
 * @remarks `fact` is a public event that a topic selects, `release` and `presence` are news of verticals, `ping` a sign
 * of life. Every id names the positions of all logs: whoever comes back with one (`Last-Event-ID`, or `?after=` for other
 * topics) misses nothing and hears nothing twice.
 */
@Controller('events')
export class EventsController {
  constructor(private readonly live: LiveEvents) {}

  @Get()
  events(@Query('topics') topics: unknown, @Query('after') after: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const topicsWanted = readTopics(
      [topics]
        .flat()
        .filter((topic) => typeof topic === 'string')
        .join(','),
    );
    const seen = request.headers['last-event-id'] ?? after;
    const wanted = { topics: topicsWanted, after: readPositions(typeof seen === 'string' ? seen : undefined) };
    const client = neighbourhood(request.ip);
    this.live.assertRoom(request.raw.socket, client, wanted);
    reply.hijack();
    this.live.open(reply.raw, client, wanted);
  }
}
