import { describe, expect, it } from 'vitest';
import { match } from './announced-paths.ts';

const matching = (pattern: string, path: string) => match(pattern.split('/'), path.split('/'));

describe('An announced address', () => {
  it('says what its names stand for, decoded', () => {
    expect(matching('/pictures/:picture', '/pictures/eagle%20red.svg')).toEqual({ picture: 'eagle red.svg' });
    expect(matching('/a/:b/c/:d', '/a/1/c/2')).toEqual({ b: '1', d: '2' });
  });
  it.each(['/pictures', '/pictures/', '/pictures/a/b', '/picture/a', '/pictures/%ff', '//a'])('is not %j', (path) =>
    expect(matching('/pictures/:picture', path)).toBeUndefined(),
  );
});
