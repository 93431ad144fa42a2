/** A browser without script: it keeps cookies by name and path, and follows where it is led. */
export class CookieBrowser {
  private readonly kept = new Map<string, { name: string; value: string; path: string; host: string }>();
  /** Where it was led, in order. */
  readonly visited: string[] = [];

  /**
   * `reached` is where a public address is really answered: what stands before a shop is not there in a test; `forwarded` is what it
   * would say.
   */
  constructor(
    private readonly home: string,
    private readonly reached = home,
    private readonly forwarded: Record<string, string> = {},
  ) {}

  /** What it keeps under a name. */
  cookie(name: string): string | undefined {
    return [...this.kept.values()].find((cookie) => cookie.name === name)?.value;
  }
  keep(name: string, value: string, path = '/') {
    const { host } = new URL(this.home);
    this.kept.set(`${host} ${path} ${name}`, { name, value, path, host });
  }

  /** One request, and its answer as it is. */
  async ask(address: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(address, this.home);
    this.visited.push(url.href);
    const headers = { ...this.forwarded, ...(init.headers as Record<string, string>), ...this.cookiesFor(url) };
    const response = await fetch(url.href.replace(this.home, this.reached), { redirect: 'manual', ...init, headers });
    for (const header of response.headers.getSetCookie()) this.take(header, url);
    return response;
  }

  /** Goes somewhere, and wherever that leads. */
  async go(address: string, init: RequestInit = {}): Promise<Response> {
    let at = new URL(address, this.home);
    let response = await this.ask(at.href, { ...init, headers: { accept: 'text/html', ...(init.headers as Record<string, string>) } });
    for (let location = response.headers.get('location'); location !== null; location = response.headers.get('location')) {
      at = new URL(location, at);
      response = await this.ask(at.href, { headers: { accept: 'text/html' } });
    }
    return response;
  }

  /** Fills in the form of a page, and posts it as its own page does. */
  async fill(page: string, fields: Record<string, string>): Promise<Response> {
    const action = /<form method="post" action="([^"]+)"/.exec(page)?.[1];
    const here = new URL(this.visited.at(-1)!);
    if (!action) throw new Error(`There is no form in: ${page}`);
    const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: here.origin, 'sec-fetch-site': 'same-origin' };
    return this.go(new URL(action, here).href, { method: 'POST', body: new URLSearchParams(fields).toString(), headers });
  }

  private cookiesFor({ host, pathname }: URL): Record<string, string> {
    const under = (path: string) => pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`);
    const sent = [...this.kept.values()].filter((cookie) => cookie.host === host && under(cookie.path));
    return sent.length > 0 ? { cookie: sent.map(({ name, value }) => `${name}=${value}`).join('; ') } : {};
  }

  private take(header: string, { host }: URL) {
    const [pair = '', ...attributes] = header.split(/;\s*/);
    const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
    const of = (attribute: string) =>
      attributes.find((text) => text.toLowerCase().startsWith(`${attribute}=`))?.slice(attribute.length + 1);
    const path = of('path') ?? '/';
    const ends = of('max-age') === '0' || Date.parse(of('expires') ?? '') < Date.now();
    if (ends) this.kept.delete(`${host} ${path} ${name}`);
    else this.kept.set(`${host} ${path} ${name}`, { name, value, path, host });
  }
}
