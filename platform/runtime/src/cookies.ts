import { isCookieValue, readCookies, writeCookies } from '@jogakbo/protocol';
import type { CookieDefinition } from '@jogakbo/contract';

/**
 * What a visitor's browser keeps for this vertical, as it came with one request, and as it goes back with the answer.
 *
 * @example
 * const { cookies } = currentCall()!;
 * cookies?.set(Cart, writeCart(add(readCart(cookies.get(Cart)), sku)));
 */
export class CookieJar {
  private readonly received: ReadonlyMap<string, string>;
  private readonly changed = new Map<string, string>();

  /** @param text `name=value; name=value`, as it came. */
  constructor(text?: string) {
    this.received = readCookies(text);
  }

  get({ name }: CookieDefinition): string | undefined {
    return (this.changed.get(name) ?? this.received.get(name)) || undefined;
  }

  /**
   * Lets the visitor's browser keep this; an empty text forgets it.
   *
   * @remarks It goes with the answer of a command that names the cookie; a refusal changes nothing.
   */
  set({ name }: CookieDefinition, value: string): void {
    if (!isCookieValue(value)) throw new Error(`The cookie ${name} can't have such a value.`);
    this.changed.set(name, value);
  }

  /** What was set, as it goes back; empty when nothing was. */
  get written(): string {
    return writeCookies(this.changed);
  }

  /** As `written`, without what tells who the visitor is. */
  writtenOf(declared: readonly CookieDefinition[]): string {
    const told = new Set(declared.filter(({ identifies }) => !identifies).map(({ name }) => name));
    return writeCookies(new Map([...this.changed].filter(([name]) => told.has(name))));
  }

  /** Who the visitor is, by what the browser keeps of these, or has just been given. */
  identityBy(declared: readonly CookieDefinition[]): readonly (string | undefined)[] {
    return declared.filter(({ identifies }) => identifies).map((cookie) => this.get(cookie));
  }
}
