import type { NatsConnection, Subscription } from '@nats-io/transport-node';
import { subjects, type Announcement } from '@jogakbo/protocol';

const HEARTBEAT = 1000;

/** Says that this process is here and what it offers: at once, every second, and whenever a newcomer asks. */
export class Announcer {
  private timer: NodeJS.Timeout | undefined;
  private newcomers: Subscription | undefined;
  private readonly connection: NatsConnection;
  private readonly announcement: Announcement;
  constructor(connection: NatsConnection, announcement: Announcement) {
    this.connection = connection;
    this.announcement = announcement;
  }

  start() {
    this.newcomers = this.connection.subscribe(subjects.announcePlease, { callback: () => this.say(this.announcement) });
    this.timer = setInterval(() => this.say(this.announcement), HEARTBEAT);
    this.say(this.announcement);
  }

  /** Says no more, since somebody else says it now. */
  stop() {
    clearInterval(this.timer);
    this.newcomers?.unsubscribe();
  }

  /** Says goodbye: nobody should route here any more. */
  leave() {
    this.stop();
    this.say({ ...this.announcement, leaving: true });
  }

  private say(announcement: Announcement) {
    if (!this.connection.isClosed()) this.connection.publish(subjects.announcement(announcement.vertical), JSON.stringify(announcement));
  }
}
