/** An answer of the gateway, read to its end. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: any;
}

/** Something that the API offers: who may ask for it, if not everybody. */
export interface Operation {
  /** `inventory/GetStock`. */
  readonly message: string;
  readonly method: 'get' | 'post';
  readonly roles: readonly string[];
}

/** The shop's one HTTP door, as a program outside of any browser uses it. */
export class Gateway {
  readonly address: string;
  constructor(address: string) {
    this.address = address;
  }

  query(vertical: string, type: string, data: object = {}, headers: Record<string, string> = {}): Promise<Answered> {
    return this.fetch(`/api/${vertical}/${type}?data=${encodeURIComponent(JSON.stringify(data))}`, { headers });
  }
  command(vertical: string, type: string, data: object, headers: Record<string, string> = {}): Promise<Answered> {
    const json = { 'content-type': 'application/json' };
    return this.fetch(`/api/${vertical}/${type}`, { method: 'POST', body: JSON.stringify(data), headers: { ...json, ...headers } });
  }
  /** All that the API says it offers, but for addresses of bytes. */
  async operations(): Promise<Operation[]> {
    const { body } = await this.fetch('/api/openapi.json', {});
    return Object.entries<Record<string, { security?: object[] }>>(body.paths)
      .filter(([path]) => path.startsWith('/api/'))
      .flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, { security = [] }]) => ({
          message: path.slice('/api/'.length),
          method: method as Operation['method'],
          roles: security.flatMap((each) => Object.keys(each)),
        })),
      );
  }
  /** The status of an answer to an operation that is tried without any data. */
  async tries({ message, method }: Pick<Operation, 'message' | 'method'>, headers: Record<string, string> = {}): Promise<number> {
    const [vertical, type] = message.split('/') as [string, string];
    const answer = method === 'get' ? this.query(vertical, type, {}, headers) : this.command(vertical, type, {}, headers);
    return (await answer).status;
  }
  /** The HTML of a page with its status. */
  async page(path: string): Promise<{ status: number; html: string }> {
    const answer = await fetch(`${this.address}${path}`, { headers: { accept: 'text/html' } });
    return { status: answer.status, html: await answer.text() };
  }

  private async fetch(path: string, init: RequestInit): Promise<Answered> {
    const answer = await fetch(`${this.address}${path}`, init);
    return { status: answer.status, headers: answer.headers, body: await answer.json() };
  }
}

/** What the shop's owner shows to be let in. */
export const asStaff = () => ({ authorization: `Bearer ${process.env['STAFF_TOKEN']}`, 'jogakbo-deadline': '20000' });
