import { Announcement, subjects, type DeployedReleases } from '@jogakbo/protocol';
import { recordDigest } from '@jogakbo/provisioning';

/** Why an announcement is not believed. */
export type Doubt = 'unreadable' | 'another unit' | 'not deployed' | 'another record' | 'too many processes';

/**
 * What is believed of an announcement: that a process is here, of a release that is deployed, as its record was when that was deployed.
 *
 * @remarks NATS lets a process announce on its own unit's subject only. What it says there of another unit is not believed, nor is anything
 * of its own unit that whoever deploys has not said: who may claim a cookie, an address or a message was judged when that was deployed.
 */
export function believed(subject: string, said: string, deployed: ReadonlyMap<string, DeployedReleases>): Announcement | Doubt {
  const read = recordIn(said);
  if (!read) return 'unreadable';
  const { announcement, record } = read;
  const { vertical, version } = announcement;
  if (subject !== subjects.announcement(vertical)) return 'another unit';
  const releases = deployed.get(vertical) ?? {};
  if (!Object.hasOwn(releases, version)) return 'not deployed';
  return releases[version] === recordDigest(record) ? announcement : 'another record';
}

function recordIn(said: string): { announcement: Announcement; record: object } | undefined {
  try {
    const announced: unknown = JSON.parse(said);
    const announcement = Announcement.parse(announced);
    const { instance: _instance, leaving: _leaving, ...record } = announced as Record<string, unknown>;
    return { announcement, record };
  } catch {
    return undefined;
  }
}
