import { headerNames } from './envelope.ts';

/** A cookie as RFC 6265 lets servers write it: what is anything else is no cookie of ours. */
const written = /^ *(\w{1,64})=([\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*) *$/;

/** Whether a text can be the value of a cookie. */
export const isCookieValue = (text: string): boolean => written.test(`a=${text}`) && text.length <= 4000;

/** Reads `name=value; name=value`; of a name that comes twice the first counts, and what can't be read is left out. */
export function readCookies(text = ''): Map<string, string> {
  const read = text.split(';').flatMap((cookie) => {
    const [, name, value] = written.exec(cookie) ?? [];
    return name !== undefined && value !== undefined ? [[name, value] as const] : [];
  });
  return new Map(read.reverse());
}

export const writeCookies = (cookies: ReadonlyMap<string, string>): string =>
  [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');

/** The header that gives a vertical those of a visitor's cookies that it declares; none when it is given nothing. */
export function cookieHeader(declared: readonly { readonly name: string }[] = [], text?: string): Record<string, string> {
  const all = readCookies(text);
  const given = new Map(declared.flatMap(({ name }) => (all.has(name) ? [[name, all.get(name)!]] : [])));
  return given.size > 0 ? { [headerNames.cookies]: writeCookies(given) } : {};
}
