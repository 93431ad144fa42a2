import type { Readable } from 'node:stream';
import { readBytes } from './body.ts';

const ADDRESSES = '/webhooks/';
/** The most bytes that may be posted to a webhook. */
const LIMIT = 256 * 1024;

/** Whether what is posted to an address is left as it comes. */
export const isWebhook = (url: string): boolean => url.startsWith(ADDRESSES);

/** A body that nobody has read yet: what it is signed with is over its bytes. */
export class PostedBytes {
  readonly bytes: Buffer;
  private constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  static async read(body: Readable, announced: number): Promise<PostedBytes> {
    return new PostedBytes(await readBytes(body, LIMIT, announced));
  }
}
