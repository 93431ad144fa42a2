import { Inject } from '@nestjs/common';
import {
  DiscardRequest,
  LettersRequest,
  platformMessages,
  RedeliveryRequest,
  type Letter,
  type Letters,
  type Redelivered,
} from '@jogakbo/protocol';
import { parseOrProblem } from '@jogakbo/contract';
import { PlatformHandler } from '@jogakbo/runtime';
import { DeadLetters } from './letters.ts';
import { Redelivery, type Redelivering } from './redelivery.ts';

/** Tells whoever operates the shop what has failed for good. */
@PlatformHandler(platformMessages.letters)
export class LettersHandler {
  constructor(@Inject(DeadLetters) private readonly letters: DeadLetters) {}

  answer(request: unknown): Promise<Letters> {
    return this.letters.list(parseOrProblem(LettersRequest, request, 'letters request').reader);
  }
}

/** Does again what has failed for good, when whoever operates the shop says so. */
@PlatformHandler(platformMessages.redeliver)
export class RedeliverHandler {
  constructor(@Inject(Redelivery) private readonly redelivery: Redelivery) {}

  answer(request: unknown): Promise<Redelivered> {
    return this.redelivery.redeliver(parseOrProblem(RedeliveryRequest, request, 'redelivery request'));
  }
}

/** Forgets one dead letter for good, when whoever operates the shop says so. */
@PlatformHandler(platformMessages.discard)
export class DiscardHandler {
  constructor(@Inject(DeadLetters) private readonly letters: DeadLetters) {}

  answer(request: unknown): Promise<Letter> {
    return this.letters.discard(parseOrProblem(DiscardRequest, request, 'discard request'));
  }
}

/** What these handlers need. */
export function letterProviders(letters: DeadLetters, readers: readonly Redelivering[]) {
  return [
    { provide: DeadLetters, useValue: letters },
    { provide: Redelivery, useValue: new Redelivery(letters, readers) },
  ];
}
