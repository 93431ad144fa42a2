import { Gauge, Registry } from 'prom-client';
import type { Progress } from '../progress.ts';
import { reasonOf } from '../problem.ts';
import { NEARLY_FULL, type Room, shareOf, warningOf } from './room.ts';

/** Milliseconds between two looks. */
const PAUSE = 60_000;
/** A place that was told of is told of again when it has become fuller by so much. */
const STEP = 0.05;

/** Looks how full everything is that can become full, and tells staff from 80 % on. */
export class RoomWatch {
  readonly #look: () => Promise<Room[]>;
  readonly #progress: Progress;
  readonly #told = new Map<string, number>();
  readonly #registry = new Registry();
  readonly #used = this.#gauge('jogakbo_room_used_bytes', 'Bytes that are used of a place that can become full');
  readonly #limit = this.#gauge('jogakbo_room_limit_bytes', 'Bytes that a place can hold');
  #timer: NodeJS.Timeout | undefined;

  /** @param look Asks how full everything is now. */
  constructor(look: () => Promise<Room[]>, progress: Progress) {
    this.#look = look;
    this.#progress = progress;
  }

  start(): void {
    const again = () => void this.once();
    again();
    this.#timer = setInterval(again, PAUSE).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** One look; answers what is nearly full. */
  async once(): Promise<Room[]> {
    try {
      const rooms = await this.#look();
      for (const { what, used, limit } of rooms) {
        this.#used.set({ what }, used);
        this.#limit.set({ what }, limit);
      }
      const full = rooms.filter((room) => shareOf(room) >= NEARLY_FULL);
      this.#tell(full);
      return full;
    } catch (error) {
      // NATS may be away for a moment, which is told of elsewhere.
      this.#progress.line(`· how full everything is could not be asked: ${reasonOf(error)}`);
      return [];
    }
  }

  /** For a monitoring system, in Prometheus' words. */
  metrics(): Promise<string> {
    return this.#registry.metrics();
  }

  #tell(full: readonly Room[]): void {
    for (const what of this.#told.keys()) if (!full.some((room) => room.what === what)) this.#told.delete(what);
    for (const room of full) {
      if (shareOf(room) < (this.#told.get(room.what) ?? 0) + STEP) continue;
      this.#told.set(room.what, shareOf(room));
      this.#progress.wrong(`${warningOf(room)}\n  → make room before it is full: what is new is refused then`);
    }
  }

  #gauge(name: string, help: string): Gauge<'what'> {
    return new Gauge({ name, help, labelNames: ['what'], registers: [this.#registry] });
  }
}
