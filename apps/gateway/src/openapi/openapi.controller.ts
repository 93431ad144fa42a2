import { createHash } from 'node:crypto';
import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Registry } from '@jogakbo/runtime';
import { describeApi } from './description.ts';

interface Written {
  readonly releases: string;
  readonly text: string;
  readonly etag: string;
}

/** `/api/openapi.json`: what can be asked right now, in OpenAPI 3.1; written anew when a release goes live. */
@Controller('api/openapi.json')
export class OpenApiController {
  private written: Written | undefined;
  constructor(private readonly registry: Registry) {}

  @Get()
  description(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const { text, etag } = this.write();
    reply.headers({ etag, 'cache-control': 'no-cache' });
    if (request.headers['if-none-match']?.split(/\s*,\s*/).includes(etag)) return void reply.status(304).send();
    reply.header('content-type', 'application/json; charset=utf-8').send(text);
  }

  private write(): Written {
    const live = this.registry.verticals().flatMap((vertical) => this.registry.live(vertical) ?? []);
    const releases = live.map(({ vertical, version }) => `${vertical}@${version}`).join(' ');
    if (this.written?.releases === releases) return this.written;
    const text = JSON.stringify(describeApi(live));
    const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
    return (this.written = { releases, text, etag });
  }
}
