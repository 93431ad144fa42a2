import { Injectable } from '@nestjs/common';
import { isOffered, type AnnouncedMessage, type Release } from '@jogakbo/protocol';
import { problem, ProblemError } from '@jogakbo/contract';
import { Registry } from '@jogakbo/runtime';

/** A message that a release offers, and the release that is to answer it. */
export interface Offer {
  readonly vertical: string;
  readonly version: string;
  readonly message: AnnouncedMessage;
}

const notFound = (detail: string) => new ProblemError(problem('not-found', detail));

/** Finds who answers a message, by nothing but what running verticals announce. */
@Injectable()
export class Offers {
  constructor(private readonly registry: Registry) {}

  /**
   * The offer of a message by the release that a caller is pinned to, else by the live one.
   *
   * @throws ProblemError `not-found`; `release-gone` when the pinned release was never heard of here and another answers;
   * `unavailable` when nobody does.
   */
  find(vertical: string, type: string, pinned?: string): Offer {
    const release = this.release(vertical, pinned);
    const message = release.description.messages.find((candidate) => candidate.type === type && isOffered(candidate));
    if (!message) throw notFound(`${vertical} offers no ${type}.`);
    return { vertical, version: release.version, message };
  }

  /** What a failure to reach a pinned release means: it is gone if the vertical answers in another release. */
  gone({ vertical, version }: Pick<Offer, 'vertical' | 'version'>, error: unknown): unknown {
    const live = this.registry.live(vertical)?.version;
    const isGone = error instanceof ProblemError && error.is('unavailable') && live !== version && this.registry.answers(vertical);
    return isGone ? new ProblemError(problem('release-gone', `${vertical} ${version} runs no more; ${live ?? 'another'} is live.`)) : error;
  }

  private release(vertical: string, pinned: string | undefined): Release {
    const release = pinned === undefined ? this.registry.live(vertical) : this.registry.release(vertical, pinned);
    if (release) return release;
    if (!this.registry.isKnown(vertical)) throw notFound(`There is no vertical ${vertical}.`);
    const away = new ProblemError(problem('unavailable', undefined, { retryAfter: 1000 }));
    throw pinned === undefined ? away : this.gone({ vertical, version: pinned }, away);
  }
}
