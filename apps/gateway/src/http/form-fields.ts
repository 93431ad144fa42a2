import type { Readable } from 'node:stream';
import { problem, ProblemError } from '@jogakbo/contract';
import { readBytes, textOf } from './body.ts';

export const FORM_TYPE = /^application\/x-www-form-urlencoded\b/i;
/** The most bytes that a form may have. */
const LIMIT = 64 * 1024;

/** What somebody has filled into a form: a body that the API does not take for JSON. */
export class FormFields {
  readonly data: Readonly<Record<string, string>>;

  /** @throws ProblemError `invalid-message` when something in it is no text, or a field is there twice: nobody could say which is meant. */
  constructor(text: string) {
    assertText(text);
    const fields = [...new URLSearchParams(text)];
    const names = new Set(fields.map(([name]) => name));
    if (names.size < fields.length) throw new ProblemError(problem('invalid-message', 'A field of the form is there twice.'));
    this.data = Object.fromEntries(fields);
  }

  static async read(body: Readable, announced: number): Promise<FormFields> {
    return new FormFields(textOf(await readBytes(body, LIMIT, announced)));
  }
}

/** `URLSearchParams` puts U+FFFD in the place of bytes that are no UTF-8. */
function assertText(text: string): void {
  try {
    decodeURIComponent(text);
  } catch {
    throw new ProblemError(problem('invalid-message', 'Something in the form is not UTF-8.'));
  }
}
