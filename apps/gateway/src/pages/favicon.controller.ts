import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { mediaTypeOf } from '../http/media-types.ts';
import { ReleaseFiles } from '../releases/release-files.ts';
import { PageSource } from './page-source.ts';

const ICON = 'favicon.ico';

/** Browsers ask for this unbidden: the live shell's own icon, or nothing, without composing a page for it. */
@Controller(ICON)
export class FaviconController {
  constructor(
    private readonly pages: PageSource,
    private readonly files: ReleaseFiles,
  ) {}

  @Get()
  async icon(@Res() reply: FastifyReply) {
    reply.header('cache-control', 'public, max-age=3600');
    const shell = this.pages.shellAsset(ICON);
    if (!shell) return void reply.status(204).send();
    reply.header('content-type', mediaTypeOf(ICON)).send(await this.files.read('shell', shell.version, ICON));
  }
}
