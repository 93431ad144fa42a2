import { expect, it } from 'vitest';
import { loggedError } from './log.ts';

const refused = (message: string, code: string) =>
  Object.assign(new Error(message), { code, detail: 'Failing row contains (7, Ada).', where: 'COPY guest, line 1: "Ada"', table: 'guest' });

it('An error of PostgreSQL is logged with what is wrong, and without what somebody has entered', () => {
  const checked = loggedError(refused('new row for relation "guest" violates check constraint "guest_age"', '23514'));
  expect(checked).toMatchObject({ message: expect.stringContaining('constraint "guest_age"'), code: '23514', table: 'guest' });
  const typed = loggedError(refused('invalid input syntax for type integer: "Ada"', '22P02'));
  expect(typed.message).toBe('invalid input syntax for type integer: "…"');
  expect(typed.stack).toContain('log.spec.ts');
  expect(JSON.stringify([checked, typed])).not.toContain('Ada');
});
