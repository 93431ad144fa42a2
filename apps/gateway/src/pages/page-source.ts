import { Injectable } from '@nestjs/common';
import { PagePart, platformMessages, subjects, type PageRequest } from '@jogakbo/protocol';
import { problem, ProblemError } from '@jogakbo/contract';
import { inCall, Registry, Requests, type Call } from '@jogakbo/runtime';
import { Protections } from '../protection/protections.ts';

/** The unit that composes pages. */
const SHELL = 'shell';
/** Milliseconds until a page must have begun, and until it must be whole. */
const BEGUN = 3000;
const WHOLE = 10_000;

/** How a page begins: its status and its headers. */
export type PageHead = Extract<PagePart, { status: number }>;

/** A page on its way: how it begins, then its texts, which throw when the shell breaks off. Whoever got it closes it. */
export interface Page {
  readonly head: PageHead;
  readonly texts: AsyncIterable<string>;
  readonly close: () => void;
}

/** Asks the live shell for pages. */
@Injectable()
export class PageSource {
  constructor(
    private readonly registry: Registry,
    private readonly requests: Requests,
    private readonly protections: Protections,
  ) {}

  /** Whether the live shell brings a file of this name. */
  shellAsset(file: string): { version: string } | undefined {
    const shell = this.registry.live(SHELL);
    return shell?.web && Object.hasOwn(shell.web.assets, file) ? shell : undefined;
  }

  /**
   * A page, as soon as it has begun.
   *
   * @remarks It takes a place in the shell's bulkhead until it is closed; the breaker judges by its beginning.
   * @throws ProblemError `unavailable`, `too-busy` or `deadline-exceeded` when no page begins.
   */
  async page(request: PageRequest, call: Call): Promise<Page> {
    const version = this.registry.live(SHELL)?.version;
    if (version === undefined) throw new ProblemError(problem('unavailable', 'There is no shell yet.'));
    const protection = this.protections.of(SHELL, version);
    const closing = new AbortController();
    const parts = this.requests.parts(subjects.request(SHELL, version, platformMessages.page), request, WHOLE, closing.signal);
    const begun = Promise.withResolvers<PageHead>();
    const closed = Promise.withResolvers<void>();
    const occupied = protection.occupying(async () => {
      begun.resolve(await protection.judging(() => inCall(call, () => headOf(parts))));
      await closed.promise;
    });
    occupied.catch((error: unknown) => begun.reject(error));
    closing.signal.addEventListener('abort', () => closed.resolve());
    try {
      return { head: await begun.promise, texts: textsOf(parts), close: () => closing.abort() };
    } catch (error) {
      closing.abort();
      throw error;
    }
  }
}

async function headOf(parts: AsyncGenerator<unknown>): Promise<PageHead> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new ProblemError(problem('deadline-exceeded', 'The page did not begin in time.'))), BEGUN);
  try {
    const { value } = await Promise.race([parts.next(), late.promise]);
    const part = PagePart.parse(value);
    if ('status' in part) return part;
    throw new Error('A page begins with its head.');
  } finally {
    clearTimeout(timer);
  }
}

async function* textsOf(parts: AsyncGenerator<unknown>): AsyncGenerator<string> {
  for await (const value of parts) {
    const part = PagePart.parse(value);
    if ('text' in part) yield part.text;
  }
}
