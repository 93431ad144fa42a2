import { get } from 'node:http';

/** What these files weigh together when they are sent with gzip, in bytes. */
export async function weigh(urls: readonly string[]): Promise<number> {
  const weights = await Promise.all(urls.map(weight));
  return weights.reduce((sum, each) => sum + each, 0);
}

const weight = (url: string) =>
  new Promise<number>((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'gzip' } }, (answer) => {
      if (answer.statusCode !== 200 || answer.headers['content-encoding'] !== 'gzip') reject(new Error(`${url}: not sent with gzip`));
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => (bytes += chunk.length));
      answer.on('end', () => resolve(bytes));
    }).on('error', reject);
  });
