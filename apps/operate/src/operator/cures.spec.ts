import { platformMessages } from '@jogakbo/protocol';
import { problem, problemTypes } from '@jogakbo/contract';
import { describe, expect, it } from 'vitest';
import { cureFor } from './cures.ts';

const { render: _render, seen: _seen, page: _page, ...ofOperators } = platformMessages;

describe('An operator who is refused', () => {
  it.each(Object.values(ofOperators))('is told what to do, whatever the reason: %s', (message) => {
    for (const type of problemTypes) expect(cureFor(message, problem(type))).toMatch(/`npm |and ask again|^check /);
  });
  it.each([
    [platformMessages.state, 'npm run log -- history'],
    [platformMessages.discard, 'npm run dead-letters -- list'],
    [platformMessages.redeliver, 'npm run dead-letters -- list'],
    [platformMessages.rebuild, 'npm run views -- list'],
    [platformMessages.row, 'npm run views -- list'],
    [platformMessages.retry, 'npm run sagas -- list'],
    [platformMessages.compensate, 'npm run sagas -- list'],
  ])('by %s for what is not there, or not so, is shown what is', (message, command) => {
    for (const type of ['not-found', 'rejected'] as const) expect(cureFor(message, problem(type))).toContain(command);
  });
  it('for a failure looks into the log', () => expect(cureFor(platformMessages.row, problem('internal'))).toContain("the vertical's log"));
});
