import { Inject } from '@nestjs/common';
import { HistoryRequest, platformMessages, StateRequest, type AggregateState, type History } from '@jogakbo/protocol';
import { parseOrProblem } from '@jogakbo/contract';
import { PlatformHandler } from '@jogakbo/runtime';
import { Histories } from './history.ts';

/** Tells whoever operates the shop what has happened to one of the vertical's aggregates. */
@PlatformHandler(platformMessages.history)
export class HistoryHandler {
  constructor(@Inject(Histories) private readonly histories: Histories) {}

  answer(request: unknown): Promise<History> {
    return this.histories.history(parseOrProblem(HistoryRequest, request, 'history request'));
  }
}

/** Tells whoever operates the shop what one of the vertical's aggregates is, or was. */
@PlatformHandler(platformMessages.state)
export class StateHandler {
  constructor(@Inject(Histories) private readonly histories: Histories) {}

  answer(request: unknown): Promise<AggregateState> {
    return this.histories.state(parseOrProblem(StateRequest, request, 'state request'));
  }
}
