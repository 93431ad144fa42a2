import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problem, ProblemError } from '@jogakbo/contract';
import { codingFor } from '../http/encoding.ts';
import { mediaTypeOf } from '../http/media-types.ts';
import { ReleaseFiles } from './release-files.ts';

/** The caching of what never changes under its address: a year, and no question whether it is still so. */
export const IMMUTABLE = 'public, max-age=31536000, immutable';

/** `/releases/<unit>/<version>/…`: the browser's side of every release, compressed ahead. */
@Controller('releases')
export class ReleasesController {
  constructor(private readonly files: ReleaseFiles) {}

  @Get(':unit/:version/*')
  async file(@Param() params: Record<string, string>, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const { unit = '', version = '', '*': file = '' } = params;
    const there = await this.files.codings(unit, version, file);
    if (!there) throw new ProblemError(problem('not-found', 'No release has this file.'));
    const coding = codingFor(request.headers['accept-encoding'], there);
    if (coding) reply.header('content-encoding', coding);
    reply
      .headers({ 'content-type': mediaTypeOf(file), 'cache-control': IMMUTABLE, vary: 'accept-encoding' })
      .send(await this.files.read(unit, version, file, coding));
  }
}
