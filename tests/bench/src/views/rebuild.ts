import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { platformMessages, RebuildAnswer, subjects } from '@jogakbo/protocol';
import { connectToNats, Requests, ServiceConfig } from '@jogakbo/runtime';
import { assertWhole, startArchive, watchMemory, type Kept } from './archive.ts';
import { partsOf } from './filling.ts';
import { placeOf, type ViewsGround } from './ground.ts';
import { ARCHIVE } from './participant/src/moves.ts';

/** How a view was folded anew while it was asked. */
export interface Rebuilding {
  readonly moves: number;
  readonly seconds: number;
  readonly resident: readonly number[];
  /** Milliseconds that each question took, and how many found no row, or none at all. */
  readonly questions: readonly number[];
  readonly unanswered: number;
}

/** Questions a second that the view is asked meanwhile, by its key. */
const QUESTIONS = 100;

/** Has a view that has seen all of a log folded anew, while questions go on. */
export async function rebuild(program: string, ground: ViewsGround, kept: Kept, moves: number): Promise<Rebuilding> {
  const archive = await startArchive(program, ground, kept);
  try {
    await archive.seen(moves);
    await archive.answers;
    const asking = new Asking(ground.databaseUrl, moves);
    const memory = watchMemory(archive.pid);
    try {
      const begun = performance.now();
      await askFor(ground);
      while (await isRebuilding(ground)) await wait(20);
      const seconds = (performance.now() - begun) / 1000;
      await asking.end();
      await assertWhole(ground, moves, 1);
      const { questions, unanswered } = asking;
      return { moves, seconds, resident: memory(), questions, unanswered };
    } finally {
      memory();
      await asking.end();
    }
  } finally {
    await archive.stop();
  }
}

async function askFor(ground: ViewsGround) {
  const connection = await connectToNats(ServiceConfig.parse(placeOf(ground, ground.filled('operator'))));
  try {
    const subject = subjects.request(ARCHIVE, 'measured', platformMessages.rebuild);
    RebuildAnswer.parse(await new Requests(connection).ask(subject, { view: 'moves-1' }, 10_000));
  } finally {
    await connection.close();
  }
}

async function isRebuilding({ database }: ViewsGround): Promise<boolean> {
  return (await database.query("select from checkpoint where reader = 'moves-1--rebuild'")).rows.length > 0;
}

/** Asks for one row after the other until it is told to end. */
class Asking {
  readonly questions: number[] = [];
  unanswered = 0;
  private isOver = false;
  private readonly asked: Promise<void>;
  constructor(databaseUrl: string, moves: number) {
    this.asked = this.ask(new Client({ connectionString: databaseUrl }), partsOf(moves));
  }

  async end(): Promise<void> {
    this.isOver = true;
    await this.asked;
  }

  private async ask(customer: Client, parts: number) {
    await customer.connect();
    for (let nth = 0, due = performance.now(); !this.isOver; nth += 1, due += 1000 / QUESTIONS) {
      await wait(Math.max(0, due - performance.now()));
      const found = await customer.query('select * from move_1 where part_id = $1', [`p-${(nth * 7) % parts}`]).catch(() => undefined);
      this.questions.push(performance.now() - due);
      if (found?.rows.length !== 1) this.unanswered += 1;
    }
    await customer.end();
  }
}
