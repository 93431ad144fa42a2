import { problem, ProblemError, type DataOf, type KeyDigest } from '@jogakbo/contract';
import { RequestReturn } from '@jogakbo/delivery-contract';
import { type AggregateStreams, Checkpoints, CommandHandler, Database, mayOpen, StreamsOf } from '@jogakbo/vertical';
import { parcel } from './parcel.decider.ts';

@CommandHandler(RequestReturn)
export class RequestReturnHandler {
  constructor(
    @StreamsOf(parcel) private readonly parcels: AggregateStreams,
    private readonly database: Database,
    private readonly checkpoints: Checkpoints,
  ) {}

  async handle(asked: DataOf<typeof RequestReturn>): Promise<null> {
    await this.assertOpens(asked);
    await this.parcels.decideOrRefuse(RequestReturn(asked));
    return null;
  }

  /** Of an order that there is not, and of a key that is another's, the same is said. */
  private async assertOpens({ orderId, key }: DataOf<typeof RequestReturn>): Promise<void> {
    await this.checkpoints.seen();
    const [found] = await this.database.query<{ keyDigest: KeyDigest }>(
      'select key_digest as "keyDigest" from parcel where order_id = $1 and key_digest is not null',
      [orderId],
    );
    if (!found || !mayOpen(key, found.keyDigest)) throw new ProblemError(problem('not-found'));
  }
}
