import { topicOf, type BlockRuntime } from '@jogakbo/blocks';
import type { Head } from '@jogakbo/protocol';
import type { Answers } from './answers.ts';
import { sendCommand } from './api.ts';
import type { LiveEvents } from './live-events.ts';

/** What the page gives to the blocks of one release; a vertical's own requests are pinned to the same release. */
export function pageRuntime(
  vertical: string,
  release: string,
  page: { answers: Answers; live: LiveEvents; navigate: (url: string) => void },
): BlockRuntime {
  const pinned = (owner: string) => (owner === vertical ? release : '');
  return {
    answer: (query, data) => page.answers.of(pinned(query.vertical), query, data),
    send: (command, data) =>
      sendCommand(command.vertical, command.type, data, { release: pinned(command.vertical) }).finally(() =>
        page.answers.commanded(command),
      ),
    listen: (event, key, listener) =>
      page.live.watch(topicOf(event, key === undefined ? {} : { [event.by]: key }), (fact) => {
        if (fact.type === event.type) listener((fact.data ?? {}) as never);
      }),
    head: ({ title, description }: Head) => {
      if (title) document.title = title;
      if (description) document.querySelector('meta[name="description"]')?.setAttribute('content', description);
    },
    navigate: page.navigate,
  };
}
