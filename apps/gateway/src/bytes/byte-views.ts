import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { problem, ProblemError, type Role } from '@jogakbo/contract';
import { assertMay, Credentials } from '../access/credentials.ts';
import { Asker } from '../asking/asker.ts';
import { callWithin } from '../http/call.ts';
import { codingFor, type Coding } from '../http/encoding.ts';
import { BYTES_POLICY } from '../http/security-headers.ts';
import { IMMUTABLE } from '../releases/releases.controller.ts';
import type { Announced } from './announced-paths.ts';

const MEGABYTE = 1024 * 1024;
const compress: Record<Coding, (bytes: Buffer) => Promise<Buffer>> = {
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
  gzip: (bytes) => promisify(gzip)(bytes),
};

/** The view of a query that answers with bytes: media types that no browser runs. */
const BytesView = z.object({
  mediaType: z.string().regex(/^(image|font|audio|video)\/[\w.+-]+$|^application\/(pdf|octet-stream)$/),
  base64: z.base64(),
});

interface Bytes {
  readonly mediaType: string;
  readonly plain: Buffer;
  readonly digest: string;
  readonly compressed: Partial<Record<Coding, Buffer>>;
}

/**
 * Answers queries that have an address of their own with bytes, such as pictures.
 *
 * @remarks What such an address answers never changes, so browsers keep it and up to 64 MB stay in memory here. Pictures
 * come from outside with a feed: they may keep their own styles, and run nothing.
 */
@Injectable()
export class ByteViews {
  private readonly known = new LRUCache<string, Bytes>({
    maxSize: 64 * MEGABYTE,
    maxEntrySize: 8 * MEGABYTE,
    sizeCalculation: ({ plain, compressed }) => Object.values(compressed).reduce((sum, { length }) => sum + length, plain.length + 1),
  });

  constructor(
    private readonly asker: Asker,
    private readonly credentials: Credentials,
  ) {}

  async answer(announced: Announced, request: FastifyRequest, reply: FastifyReply) {
    const caller = await this.credentials.callerOf(request);
    assertMay(announced.offer.message.roles, caller);
    const bytes = await this.bytes(announced, request, caller.roles);
    const coding = codingFor(request.headers['accept-encoding'], Object.keys(bytes.compressed) as Coding[]);
    const etag = `"${bytes.digest}${coding ? `-${coding}` : ''}"`;
    reply.headers({
      'cache-control': announced.offer.message.roles.length ? 'no-store' : IMMUTABLE,
      etag,
      vary: 'accept-encoding',
      'content-security-policy': BYTES_POLICY,
    });
    if (request.headers['if-none-match']?.split(/\s*,\s*/).includes(etag)) return void reply.status(304).send();
    if (coding) reply.header('content-encoding', coding);
    reply.header('content-type', bytes.mediaType).send(coding ? bytes.compressed[coding] : bytes.plain);
  }

  private async bytes({ offer, data }: Announced, request: FastifyRequest, roles: readonly Role[]): Promise<Bytes> {
    const address = `${offer.vertical}@${offer.version} ${offer.message.type} ${JSON.stringify(data)}`;
    const known = this.known.get(address);
    if (known) return known;
    // Kept for everybody who may ask: nothing of this visitor's goes along.
    const call = callWithin(request, offer.message.deadline, { roles: offer.message.roles.length ? roles : [] });
    const { body: view } = await this.asker.ask(offer, data, call, { headers: {}, ip: request.ip });
    if (view === null) throw new ProblemError(problem('not-found'));
    const decoded = await decode(BytesView.parse(view));
    this.known.set(address, decoded);
    return decoded;
  }
}

async function decode({ mediaType, base64 }: z.infer<typeof BytesView>): Promise<Bytes> {
  const plain = Buffer.from(base64, 'base64');
  const digest = createHash('sha256').update(plain).digest('base64url').slice(0, 22);
  const [br, zipped] = mediaType === 'image/svg+xml' ? await Promise.all([compress.br(plain), compress.gzip(plain)]) : [];
  return { mediaType, plain, digest, compressed: { ...(br && { br }), ...(zipped && { gzip: zipped }) } };
}
