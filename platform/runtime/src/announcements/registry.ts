import { isDeepStrictEqual } from 'node:util';
import type { NatsConnection } from '@nats-io/transport-node';
import { pointers, subjects, type Announcement, type Release } from '@jogakbo/protocol';
import { Subject } from 'rxjs';
import { log } from '../telemetry/log.ts';
import { announcementsDisbelieved } from '../telemetry/metrics.ts';
import { believed, type Doubt } from './believed.ts';
import { deployedNow, type Deployed } from './pointers.ts';

const SILENCE = 3500;
/** Milliseconds between two looks at the live pointers, beside those when one was moved: whoever was cut off hears of none. */
const LOOK = 1000;
/** The most processes of one release that are known at once: one of them is enough for it to answer. */
const MAX_PROCESSES_PER_RELEASE = 64;

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
 * What runs and what is live, as the processes themselves and whoever deploys them say.
 *
 * @remarks A vertical is *live* at the version its pointer names, if a process of that version was heard of within 3.5 s;
 * *away* when nobody was; *absent* when it has no pointer: nobody ever released it here. Of a release is known only what it was deployed
 * with, and only while it is deployed: at most MAX_DEPLOYED_RELEASES of each unit.
 */
export class Registry {
  readonly changes = new Subject<Change>();
  private readonly heard = new Map<string, Heard>();
  private readonly releases = new Map<string, Release>();
  private deployed: Deployed = { live: new Map(), releases: new Map() };
  private readonly told = new Map<string, string>();
  private readonly doubts = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  private looking: NodeJS.Timeout | undefined;
  private isReading = false;
  private isStale = false;
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
    const version = this.deployed.live.get(vertical);
    return version === undefined ? undefined : this.release(vertical, version);
  }
  /** A deployed release that was heard of, whether or not anybody still runs it. */
  release(vertical: string, version: string): Release | undefined {
    return this.releases.get(`${vertical}@${version}`);
  }
  /** Whether somebody answers for this version. */
  answers(vertical: string, version = this.deployed.live.get(vertical)): boolean {
    const now = performance.now();
    return [...this.heard.values()].some(
      ({ announcement, at }) => announcement.vertical === vertical && announcement.version === version && now - at < SILENCE,
    );
  }
  /** Whether the vertical was ever released here. */
  isKnown(vertical: string): boolean {
    return this.deployed.live.has(vertical);
  }
  verticals(): string[] {
    return [...this.deployed.live.keys()].sort();
  }

  /** What cannot be read now stays as it was last read. Of two reads the later one counts: there is never more than one. */
  private async lookAtPointers() {
    this.isStale = true;
    if (this.isReading) return;
    this.isReading = true;
    try {
      while (this.isStale) {
        this.isStale = false;
        await this.readPointers();
      }
    } catch (error) {
      log.debug({ err: error }, 'Live pointers cannot be read now');
    } finally {
      this.isReading = false;
    }
  }

  private async readPointers() {
    const before = this.deployed.releases;
    this.deployed = await deployedNow(this.connection);
    const now = this.deployed.releases;
    const isAsBefore = ({ vertical, version }: Release) => now.get(vertical)?.[version] === before.get(vertical)?.[version];
    for (const [key, release] of this.releases) if (!isAsBefore(release)) this.releases.delete(key);
    for (const [key, { announcement }] of this.heard) if (!isAsBefore(announcement)) this.heard.delete(key);
    for (const [unit, releases] of now) if (!isDeepStrictEqual(before.get(unit), releases)) this.forgetDoubtsOf(unit);
    this.tell();
  }

  private hear(subject: string, said: string) {
    for (const heard of this.heard.values())
      if (heard.said === said && subject === subjects.announcement(heard.announcement.vertical)) return void (heard.at = performance.now());
    const announcement = believed(subject, said, this.deployed.releases);
    if (typeof announcement === 'string') return this.disbelieve(subject, announcement);
    const release = `${announcement.vertical}@${announcement.version}`;
    const process = `${release} ${announcement.instance}`;
    if (announcement.leaving) this.heard.delete(process);
    else if (this.hasRoomFor(process, release)) this.heard.set(process, { announcement, said, at: performance.now() });
    else return this.disbelieve(subject, 'too many processes');
    if (!this.releases.has(release)) this.releases.set(release, announcement);
    this.tell();
  }

  private hasRoomFor(process: string, release: string): boolean {
    if (this.heard.has(process)) return true;
    return [...this.heard.keys()].filter((key) => key.startsWith(`${release} `)).length < MAX_PROCESSES_PER_RELEASE;
  }

  /** Counted each time, and logged once for each reason until other releases of the unit are deployed. */
  private disbelieve(subject: string, doubt: Doubt) {
    const unit = subjects.announcedIn(subject);
    announcementsDisbelieved.inc({ unit, reason: doubt });
    const key = `${unit} ${doubt}`;
    if (this.doubts.has(key)) return;
    this.doubts.add(key);
    log.error({ unit, reason: doubt }, 'An announcement is not believed');
  }

  private forgetDoubtsOf(unit: string) {
    for (const key of this.doubts) if (key.startsWith(`${unit} `)) this.doubts.delete(key);
  }

  private tell() {
    const now = performance.now();
    for (const [process, { at }] of this.heard) if (now - at >= SILENCE) this.heard.delete(process);
    for (const vertical of new Set([...this.deployed.live.keys(), ...this.told.keys()])) {
      const version = this.live(vertical)?.version;
      const away = !this.answers(vertical);
      const said = `${version} ${away}`;
      if (this.told.get(vertical) === said) continue;
      this.told.set(vertical, said);
      this.changes.next({ vertical, version, away });
    }
  }
}
