import { randomBytes } from 'node:crypto';
import type { PersonalData } from '@jogakbo/vertical/testing';

/** Keys to personal data in memory, for specs that need no database. */
export class MemoryKeys implements PersonalData {
  private readonly keys = new Map<string, Buffer | null>();

  keyFor = async (subject: string): Promise<Buffer | null> => {
    const key = this.keys.get(subject);
    if (key !== undefined) return key;
    const made = randomBytes(32);
    this.keys.set(subject, made);
    return made;
  };

  forget = async (subject: string): Promise<void> => void this.keys.set(subject, null);
}
