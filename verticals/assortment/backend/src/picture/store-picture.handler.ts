import { createHash } from 'node:crypto';
import { parseOrProblem, problem, ProblemError, type DataOf, type ResultOf } from '@jogakbo/contract';
import { CommandHandler, Database } from '@jogakbo/vertical';
import { extensionOf, LARGEST_PICTURE, Picture, StorePicture } from '@jogakbo/assortment-contract';

@CommandHandler(StorePicture)
export class StorePictureHandler {
  constructor(private readonly database: Database) {}

  async handle({ mediaType, base64 }: DataOf<typeof StorePicture>): Promise<ResultOf<typeof StorePicture>> {
    const bytes = Buffer.from(base64, 'base64');
    if (bytes.length > LARGEST_PICTURE)
      throw new ProblemError(problem('too-large', `A picture has at most ${LARGEST_PICTURE} bytes; this one has ${bytes.length}.`));
    const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
    const name = `${digest}.${extensionOf(mediaType)}`;
    // One that was to go soon is wanted again.
    await this.database.query(
      `insert into picture (picture, media_type, bytes) values ($1, $2, $3)
       on conflict (picture) do update set unused_since = null`,
      [`/pictures/${name}`, mediaType, bytes],
    );
    return { picture: parseOrProblem(Picture, `/pictures/${name}`, 'picture') };
  }
}
