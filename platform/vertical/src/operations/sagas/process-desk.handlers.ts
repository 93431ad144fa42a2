import { Inject } from '@nestjs/common';
import {
  CompensationRequest,
  platformMessages,
  ProcessesRequest,
  RetryRequest,
  type ProcessList,
  type ProcessOutcome,
} from '@jogakbo/protocol';
import { parseOrProblem } from '@jogakbo/contract';
import { PlatformHandler } from '@jogakbo/runtime';
import { ProcessDesk } from './process-desk.ts';

/** Tells whoever operates the shop which sagas and gatherings are under way. */
@PlatformHandler(platformMessages.processes)
class ProcessesHandler {
  constructor(@Inject(ProcessDesk) private readonly desk: ProcessDesk) {}

  answer(request: unknown): Promise<ProcessList> {
    return this.desk.list(parseOrProblem(ProcessesRequest, request, 'question for processes').isStuck);
  }
}

/** Lets a saga ask again, for whoever operates the shop. */
@PlatformHandler(platformMessages.retry)
class RetryHandler {
  constructor(@Inject(ProcessDesk) private readonly desk: ProcessDesk) {}

  answer(request: unknown): Promise<ProcessOutcome> {
    return this.desk.retry(parseOrProblem(RetryRequest, request, 'retry request'));
  }
}

/** Lets a saga fail and undo what it has done, for whoever operates the shop. */
@PlatformHandler(platformMessages.compensate)
class CompensateHandler {
  constructor(@Inject(ProcessDesk) private readonly desk: ProcessDesk) {}

  answer(request: unknown): Promise<ProcessOutcome> {
    return this.desk.compensate(parseOrProblem(CompensationRequest, request, 'compensation request'));
  }
}

export const processHandlers = [ProcessesHandler, RetryHandler, CompensateHandler];
