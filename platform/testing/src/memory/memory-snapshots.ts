import type { Handled, Snapshot, SnapshotKey, Snapshots } from '@jogakbo/vertical/testing';

interface Kept {
  readonly definition: number;
  readonly snapshot: Snapshot;
}

/**
 * Snapshots and the inbox in memory, for specs that need no database.
 *
 * @remarks They pass `snapshotsConformance`.
 */
export class MemorySnapshots implements Snapshots {
  private readonly kept = new Map<string, Kept>();
  private readonly inbox = new Map<string, Map<string, Handled>>();

  async read(of: SnapshotKey): Promise<Snapshot | undefined> {
    const kept = this.kept.get(aggregateOf(of));
    return kept?.definition === of.definition ? structuredClone(kept.snapshot) : undefined;
  }

  async handled(of: SnapshotKey, commandId: string): Promise<Handled | undefined> {
    return this.inbox.get(aggregateOf(of))?.get(commandId);
  }

  async write(of: SnapshotKey, snapshot: Snapshot, handled: ReadonlyMap<string, Handled>): Promise<void> {
    const aggregate = aggregateOf(of);
    this.inbox.set(aggregate, new Map([...handled, ...(this.inbox.get(aggregate) ?? [])]));
    const kept = this.kept.get(aggregate);
    if (kept?.definition === of.definition && kept.snapshot.position >= snapshot.position) return;
    this.kept.set(aggregate, { definition: of.definition, snapshot: structuredClone(snapshot) });
  }
}

const aggregateOf = ({ aggregate, key }: SnapshotKey) => JSON.stringify([aggregate, key]);
