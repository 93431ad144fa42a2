import { PassThrough, type Transform } from 'node:stream';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';
import type { Coding } from '../http/encoding.ts';

/** The body of a streamed page: each text is compressed and sent as soon as it is there. */
export class PageBody {
  readonly stream: Transform;
  private readonly flush: () => void;

  constructor(coding: Coding | undefined) {
    if (coding === 'br') {
      const params = { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT };
      const brotli = createBrotliCompress({ params });
      this.stream = brotli;
      this.flush = () => brotli.flush();
    } else if (coding === 'gzip') {
      const gzip = createGzip({ level: 6 });
      this.stream = gzip;
      this.flush = () => gzip.flush(constants.Z_SYNC_FLUSH);
    } else {
      this.stream = new PassThrough();
      this.flush = () => {};
    }
    // A browser that leaves in the middle is nothing that anybody has to know.
    this.stream.on('error', () => {});
  }

  get isOpen(): boolean {
    return !this.stream.destroyed && !this.stream.writableEnded;
  }

  write(text: string) {
    if (!this.isOpen) return;
    this.stream.write(text);
    this.flush();
  }
  end() {
    this.stream.end();
  }
}
