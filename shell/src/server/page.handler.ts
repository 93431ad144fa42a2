import { Observable } from 'rxjs';
import { PageRequest, platformMessages, type PagePart } from '@jogakbo/protocol';
import { parseOrProblem } from '@jogakbo/contract';
import { currentCall, PlatformHandler } from '@jogakbo/runtime';
import { PageComposer } from './page-composer.ts';

/** Composes the page at an address, part by part as its blocks come. */
@PlatformHandler(platformMessages.page)
export class PageHandler {
  constructor(private readonly composer: PageComposer) {}

  answer(request: unknown): Observable<PagePart> {
    const checked = parseOrProblem(PageRequest, request, 'page request');
    const isStaff = currentCall()?.roles.includes('staff') ?? false;
    return new Observable((subscriber) => {
      void (async () => {
        for await (const part of this.composer.compose(checked, isStaff)) subscriber.next(part);
        subscriber.complete();
      })().catch((error) => subscriber.error(error));
    });
  }
}
