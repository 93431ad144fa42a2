import { Database, QueryHandler } from '@jogakbo/vertical';
import type { DataOf, ViewOf } from '@jogakbo/contract';
import { GetPicture } from '@jogakbo/assortment-contract';

@QueryHandler(GetPicture)
export class GetPictureHandler {
  constructor(private readonly database: Database) {}

  async answer({ picture }: DataOf<typeof GetPicture>): Promise<ViewOf<typeof GetPicture>> {
    const [row] = await this.database.query<{ media_type: string; bytes: Buffer }>(
      'select media_type, bytes from picture where picture = $1',
      [`/pictures/${picture}`],
    );
    return row ? { mediaType: row.media_type, base64: row.bytes.toString('base64') } : null;
  }
}
