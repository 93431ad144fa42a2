import { Inject } from '@nestjs/common';
import type { CommandDefinition } from '@jogakbo/contract';
import type { Decider } from '@jogakbo/domain';
import { CommandHandler } from '../handlers.ts';
import { AggregateStreams, type DecidingParts } from './aggregate-streams.ts';
import type { CommitLog } from './commit-log.ts';
import { machine } from '@jogakbo/runtime';

const tokenOf = ({ name }: Decider) => `streams:${name}`;

/** Injects the streams of a decider's aggregates into a handler. */
export const StreamsOf = (decider: Decider<any, any, any>) => Inject(tokenOf(decider));

type Kept = Pick<DecidingParts, 'snapshots' | 'personal'>;

/** What decisions are made with in a running process: the machine's clock and dice. */
export const deciding = (log: CommitLog, { snapshots, personal }: Kept = {}): DecidingParts => ({
  ...{ log, snapshots, personal, now: () => machine.now(), newId: () => machine.newId(), random: () => machine.random() },
});

/** What a vertical's handlers are given for each decider. */
export const streamsOf = (deciders: readonly Decider[], log: CommitLog, kept: Kept) =>
  deciders.map((decider) => ({ provide: tokenOf(decider), useValue: new AggregateStreams(decider, deciding(log, kept)) }));

/** Handles a command by its decider alone: no more is needed where nothing has to be asked or looked up before. */
export function decidingHandler(decider: Decider, command: CommandDefinition) {
  class DecidingHandler {
    constructor(private readonly streams: AggregateStreams) {}
    async handle(data: unknown) {
      await this.streams.decideOrRefuse(command(data));
      return null;
    }
  }
  Inject(tokenOf(decider))(DecidingHandler, undefined, 0);
  return CommandHandler(command)(DecidingHandler);
}
