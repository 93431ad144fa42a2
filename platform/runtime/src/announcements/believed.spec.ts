import { describe, expect, it } from 'vitest';
import { subjects, type Announcement, type DeployedReleases, type Release } from '@jogakbo/protocol';
import { recordDigest } from '@jogakbo/provisioning';
import { believed } from './believed.ts';

const release = (vertical: string, version = 'v1', cookie = 'own'): Release => ({
  ...{ vertical, version },
  description: {
    ...{ vertical, blocks: [], readers: [], sends: [], conducts: false, keepsLog: false },
    messages: [
      {
        ...{ kind: 'query', type: 'Get', version: 1, summary: 'Gets it.', input: {}, roles: [], deadline: 2000 },
        cookies: [{ name: cookie, keptFor: 60 }],
      },
    ],
  },
});
const announcing = (of: Release): Announcement => ({ ...of, instance: `${of.vertical}-1`, leaving: false });
const deployed = (...releases: Release[]): Map<string, DeployedReleases> =>
  new Map(releases.map((each) => [each.vertical, { [each.version]: recordDigest(each) }]));
const judged = (announced: object, known = deployed(release('explore')), subject = subjects.announcement('explore')) =>
  believed(subject, JSON.stringify(announced), known);

describe('An announcement', () => {
  it('is believed where its record is the one that was deployed', () => {
    expect(judged(announcing(release('explore')))).toEqual(announcing(release('explore')));
  });

  it('is believed in whatever order its record says so, of any process, also of one that leaves', () => {
    const { description, ...rest } = announcing(release('explore'));
    const other = { description: Object.fromEntries(Object.entries(description).reverse()), ...rest, instance: 'explore-9', leaving: true };
    expect(judged(other)).toMatchObject({ instance: 'explore-9', leaving: true });
  });

  it('is believed where its record has a field that is not known here', () => {
    const newer = { ...release('explore'), since: 'the next version of the platform' };
    expect(judged({ ...newer, instance: 'explore-1' }, deployed(newer))).toMatchObject({ instance: 'explore-1' });
  });

  it('is not believed where its record claims more than was deployed', () => {
    expect(judged(announcing(release('explore', 'v1', 'c_cart')))).toBe('another record');
    expect(judged({ ...announcing(release('explore')), web: { remoteEntry: '', container: '', blocks: {}, assets: {} } })).toBe(
      'another record',
    );
  });

  it.each(['v2', '__proto__', 'constructor'])('is not believed of %s, which nobody deployed', (version) => {
    expect(judged(announcing(release('explore', version)))).toBe('not deployed');
    expect(judged(announcing(release('explore', version)), new Map())).toBe('not deployed');
  });

  it('is not believed about another unit, though that is deployed so', () => {
    expect(judged(announcing(release('checkout')), deployed(release('checkout')))).toBe('another unit');
  });

  it.each(['', '{', '[]', 'null', '{"vertical":"explore"}'])('is unreadable where it is %j', (said) => {
    expect(believed(subjects.announcement('explore'), said, deployed(release('explore')))).toBe('unreadable');
  });
});
