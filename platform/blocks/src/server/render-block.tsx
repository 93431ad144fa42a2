import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { renderToPipeableStream } from 'react-dom/server';
import { z } from 'zod';
import { parseOrProblem, type DataOf, type QueryDefinition } from '@jogakbo/contract';
import type { Answered, Head, RenderedBlock, RenderRequest } from '@jogakbo/protocol';
import type { Block } from '../block.ts';
import { PlacedBlock } from '../placed-block.tsx';
import { answerKey, type Answer, type BlockRuntime } from '../runtime.ts';

/** Answers a query on the server; how is the vertical's own business. */
export type Ask = <Q extends QueryDefinition>(query: Q, data: DataOf<Q>) => Promise<unknown>;

class ServerRuntime implements BlockRuntime {
  readonly answered: Answered[] = [];
  headOfPage: Head = {};
  private readonly answers = new Map<string, Answer<any>>();
  private readonly ask: Ask;
  constructor(ask: Ask) {
    this.ask = ask;
  }

  answer(query: QueryDefinition, data: unknown): Answer<any> {
    const key = answerKey(query, data);
    const existing = this.answers.get(key);
    if (existing) return existing;
    const known: { view?: unknown; failure?: unknown } = {};
    const first = this.ask(query, data as never).then((view) => {
      known.view = view;
      this.answered.push({ key, view });
      return view;
    });
    const answer: Answer<any> = { first, known: () => known, subscribe: () => () => {} };
    this.answers.set(key, answer);
    return answer;
  }
  head(head: Head) {
    this.headOfPage = { ...this.headOfPage, ...head };
  }
  listen(): never {
    throw new Error('Effects do not run on the server.');
  }
  send(): never {
    throw new Error('A block sends no command while it is rendered.');
  }
  navigate(): never {
    throw new Error('A block does not navigate while it is rendered.');
  }
}

/**
 * Renders a block to HTML with the answers it used.
 *
 * @remarks Every query is asked once, in parallel where the component allows. Rejects when a query or the component
 * fails: the page then shows a gap. The props are checked against the block's schemas.
 */
export async function renderBlock(block: Block, request: RenderRequest, ask: Ask): Promise<Omit<RenderedBlock, 'positions'>> {
  const props = parseOrProblem(z.object(block.props), request.props, `props of ${block.name}`);
  const runtime = new ServerRuntime(ask);
  const html = await new Promise<string>((resolve, reject) => {
    const stream = renderToPipeableStream(<PlacedBlock block={block} props={props} runtime={runtime} />, {
      identifierPrefix: request.place,
      onAllReady: () => resolve(text(stream.pipe(new PassThrough()))),
      onShellError: reject,
      onError: reject,
    });
  });
  return { html, answered: runtime.answered, head: runtime.headOfPage };
}
