import type { Database } from '../postgres/database.ts';
import { machine, nameIsTaken, type NamedAnswer, type NamedRequest, type RequestNames } from '@jogakbo/runtime';

/** Milliseconds between two looks for what can be forgotten. */
const TIDYING = 3_600_000;

/**
 * What was asked for under a name, and how it was answered: the idempotency keys of a vertical's callers.
 *
 * @remarks A name is good for a day. That it is taken is written down before anything is carried out, the answer afterwards: where a
 * process dies between the two, the request is carried out again, which is nothing where its command is known by its id. A
 * refusal is no answer that is kept: the same may be asked for again.
 * @see draft-ietf-httpapi-idempotency-key-header
 */
export class NamedRequests implements RequestNames {
  private tidiedAt = Number.NEGATIVE_INFINITY;
  private readonly database: Database;
  constructor(database: Database) {
    this.database = database;
  }

  async once(request: NamedRequest, carryOut: () => Promise<NamedAnswer>, idAfterwards = () => request.id): Promise<NamedAnswer> {
    await this.tidy();
    const before = await this.taken(request);
    if (before) return before;
    const answer = await carryOut();
    await this.database.query(
      `insert into named_request (command_id, asked, answer) select distinct command_id, $2, $3::jsonb from unnest($1::text[]) as command_id
       on conflict (command_id) do update set answer = excluded.answer where named_request.asked = excluded.asked`,
      [[request.id, idAfterwards()], request.asked, JSON.stringify(answer)],
    );
    return answer;
  }

  private async taken({ id, asked }: NamedRequest): Promise<NamedAnswer | undefined> {
    const [row] = await this.database.query<{ asked: string; answer: NamedAnswer | null }>(
      `insert into named_request as known (command_id, asked) values ($1, $2)
       on conflict (command_id) do update set asked = known.asked returning asked, answer`,
      [id, asked],
    );
    if (row!.asked !== asked) throw nameIsTaken();
    return row!.answer ?? undefined;
  }

  private async tidy(): Promise<void> {
    if (machine.elapsed() - this.tidiedAt < TIDYING) return;
    this.tidiedAt = machine.elapsed();
    await this.database.query("delete from named_request where asked_at < now() - interval '1 day'");
  }
}
