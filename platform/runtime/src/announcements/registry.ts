import type { NatsConnection } from '@nats-io/transport-node';
import { Announcement, LivePointer, pointers, subjects, type Release } from '@jogakbo/protocol';
import { Subject } from 'rxjs';
import type { z } from 'zod';
import { log } from '../telemetry/log.ts';
import { pointersNow } from './pointers.ts';

const SILENCE = 3500;
/** Milliseconds between two looks at the live pointers, beside those when one was moved: whoever was cut off hears of none. */
const LOOK = 1000;

interface Heard {
  readonly announcement: Announcement;
  readonly said: string;
  at: number;
}

/** What changed: a vertical's live release, or whether anybody answers for it. */
export interface Change {
  readonly vertical: string;
  readonly version: string | undefined;
  readonly away: boolean;
}

/**
 * What runs and what is live, as the processes themselves and the live pointers say.
 *
 * @remarks A vertical is *live* at the version its pointer names, if a process of that version was heard of within 3.5 s;
 * *away* when nobody was; *absent* when it has no pointer: nobody ever released it here.
 */
export class Registry {
  readonly changes = new Subject<Change>();
  private readonly heard = new Map<string, Heard>();
  private readonly releases = new Map<string, Release>();
  private readonly pointers = new Map<string, string>();
  private readonly told = new Map<string, string>();
  private timer: NodeJS.Timeout | undefined;
  private looking: NodeJS.Timeout | undefined;
  private readonly connection: NatsConnection;

  constructor(connection: NatsConnection) {
    this.connection = connection;
  }

  async start() {
    this.connection.subscribe(subjects.stored(pointers.all), { callback: () => void this.lookAtPointers() });
    await this.connection.flush();
    await this.readPointers();
    this.looking = setInterval(() => void this.lookAtPointers(), LOOK);
    this.connection.subscribe(subjects.announcements, {
      callback: (error, message) => {
        if (!error && message.subject !== subjects.announcePlease) this.hear(message.subject, message.string());
      },
    });
    this.timer = setInterval(() => this.tell(), 250);
    this.connection.publish(subjects.announcePlease);
  }
  stop() {
    clearInterval(this.timer);
    clearInterval(this.looking);
  }

  /** The live release of a vertical, also while nobody answers for it; `undefined` when it is absent or unheard of. */
  live(vertical: string): Release | undefined {
    const version = this.pointers.get(vertical);
    return version === undefined ? undefined : this.release(vertical, version);
  }
  /** A release that was heard of, whether or not anybody still runs it. */
  release(vertical: string, version: string): Release | undefined {
    return this.releases.get(`${vertical}@${version}`);
  }
  /** Whether somebody answers for this version. */
  answers(vertical: string, version = this.pointers.get(vertical)): boolean {
    const now = performance.now();
    return [...this.heard.values()].some(
      ({ announcement, at }) => announcement.vertical === vertical && announcement.version === version && now - at < SILENCE,
    );
  }
  /** Whether the vertical was ever released here. */
  isKnown(vertical: string): boolean {
    return this.pointers.has(vertical);
  }
  verticals(): string[] {
    return [...this.pointers.keys()].sort();
  }

  /** What cannot be read now stays as it was last read. */
  private async lookAtPointers() {
    await this.readPointers().catch((error: unknown) => log.debug({ err: error }, 'Live pointers cannot be read now'));
  }

  private async readPointers() {
    const now = await pointersNow(this.connection);
    for (const [vertical, said] of now) {
      const pointer = readAs(LivePointer, said);
      if (pointer) this.pointers.set(vertical, pointer.version);
    }
    for (const vertical of this.pointers.keys()) if (!now.has(vertical)) this.pointers.delete(vertical);
    this.tell();
  }

  /** NATS lets a process announce on its own vertical's subject only: what it says of another vertical is not believed. */
  private hear(subject: string, said: string) {
    for (const heard of this.heard.values())
      if (heard.said === said && subject === subjects.announcement(heard.announcement.vertical)) return void (heard.at = performance.now());
    const announcement = readAs(Announcement, said);
    if (!announcement) return;
    if (subject !== subjects.announcement(announcement.vertical))
      return log.error(`Somebody on ${subject} announces ${announcement.vertical}: not believed`);
    const release = `${announcement.vertical}@${announcement.version}`;
    const process = `${release} ${announcement.instance}`;
    if (announcement.leaving) this.heard.delete(process);
    else this.heard.set(process, { announcement, said, at: performance.now() });
    // A release never changes: what was heard of it first stays.
    if (!this.releases.has(release)) this.releases.set(release, announcement);
    this.tell();
  }

  private tell() {
    const now = performance.now();
    for (const [process, { at }] of this.heard) if (now - at >= SILENCE) this.heard.delete(process);
    for (const vertical of new Set([...this.pointers.keys(), ...this.told.keys()])) {
      const version = this.live(vertical)?.version;
      const away = !this.answers(vertical);
      const said = `${version} ${away}`;
      if (this.told.get(vertical) === said) continue;
      this.told.set(vertical, said);
      this.changes.next({ vertical, version, away });
    }
  }
}

function readAs<T extends z.ZodType>(schema: T, said: string): z.infer<T> | undefined {
  try {
    return schema.parse(JSON.parse(said));
  } catch (error) {
    log.warn({ err: error }, 'An announcement or a live pointer does not fit its schema');
    return undefined;
  }
}
