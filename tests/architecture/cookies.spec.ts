import { expect, it } from 'vitest';
import { contracts } from './contracts.ts';

it('a cookie has one owner: no two verticals name it alike', () => {
  const owners = new Map<string, Set<string>>();
  for (const { vertical, messages } of contracts)
    for (const message of messages)
      if (message.kind !== 'event') for (const { name } of message.cookies) owners.set(name, (owners.get(name) ?? new Set()).add(vertical));
  expect(owners.size).toBeGreaterThan(0);
  expect([...owners].filter(([, verticals]) => verticals.size > 1)).toEqual([]);
});

it('a webhook has one command: no two are posted to the same address', () => {
  const paths = contracts.flatMap(({ messages }) =>
    messages.flatMap((message) => (message.kind === 'command' ? (message.webhook?.path ?? []) : [])),
  );
  expect(paths.length).toBeGreaterThan(0);
  expect(paths.toSorted()).toEqual([...new Set(paths)].toSorted());
});

it('a form has one command: no two are posted to the same address', () => {
  const paths = contracts.flatMap(({ messages }) =>
    messages.flatMap((message) => (message.kind === 'command' ? (message.form?.path ?? []) : [])),
  );
  expect(paths.length).toBeGreaterThan(0);
  expect(paths.toSorted()).toEqual([...new Set(paths)].toSorted());
});
