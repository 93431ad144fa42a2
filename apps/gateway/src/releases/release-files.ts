import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { LRUCache } from 'lru-cache';
import type { Coding } from '../http/encoding.ts';

const MEGABYTE = 1024 * 1024;
/** Milliseconds for which a list of files that lacks one is believed: a release is listed once, when it is whole. */
const BELIEVED = 1000;
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;
const endings: Record<Coding, string> = { br: '.br', gzip: '.gz' };

interface Listing {
  readonly files: ReadonlySet<string>;
  readonly readAt: number;
}

/**
 * The files of all releases, which never change.
 *
 * @remarks Only what the listing of a release's own `web` folder names can be read, so an address can't lead anywhere
 * else, whatever it says; links are not followed. Up to 64 MB of what was read stays in memory.
 */
export class ReleaseFiles {
  private readonly listings = new LRUCache<string, Listing>({ max: 200 });
  private readonly contents = new LRUCache<string, Buffer>({
    maxSize: 64 * MEGABYTE,
    maxEntrySize: 8 * MEGABYTE,
    sizeCalculation: ({ length }) => length + 1,
  });

  constructor(private readonly root: string) {}

  /** The codings in which a file lies there beside itself; `undefined` when there is no such file. */
  async codings(unit: string, version: string, file: string): Promise<Coding[] | undefined> {
    const files = await this.list(unit, version, file);
    if (!files?.has(file)) return undefined;
    return (Object.keys(endings) as Coding[]).filter((coding) => files.has(file + endings[coding]));
  }

  /** The bytes of a listed file, as it is or in one of its codings. */
  async read(unit: string, version: string, file: string, coding?: Coding): Promise<Buffer> {
    const place = path.join(this.webFolder(unit, version), coding ? file + endings[coding] : file);
    const known = this.contents.get(place);
    if (known) return known;
    const content = await readFile(place);
    this.contents.set(place, content);
    return content;
  }

  private webFolder = (unit: string, version: string) => path.join(this.root, unit, version, 'web');

  private async list(unit: string, version: string, wanted: string): Promise<ReadonlySet<string> | undefined> {
    if (!NAME.test(unit) || !NAME.test(version)) return undefined;
    const folder = this.webFolder(unit, version);
    const known = this.listings.get(folder);
    if (known && (known.files.has(wanted) || performance.now() - known.readAt < BELIEVED)) return known.files;
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
    const files = entries.filter((entry) => entry.isFile()).map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
    const listing = { files: new Set(files.map((file) => file.split(path.sep).join('/'))), readAt: performance.now() };
    this.listings.set(folder, listing);
    return listing.files;
  }
}
