import { BadRequestException, NotFoundException } from '@nestjs/common';
import { describe, expect, it } from 'vitest';
import { problem, ProblemError } from '@jogakbo/contract';
import { httpProblem, problemHeaders, problemOf } from './problems.ts';

describe('An error', () => {
  it('is the problem that somebody stated', () => {
    const stated = problem('view-behind', 'at 7');
    expect(problemOf(new ProblemError(stated))).toEqual(stated);
  });
  it.each([
    [new NotFoundException(), 404],
    [new BadRequestException('no'), 400],
    [Object.assign(new Error(), { statusCode: 413 }), 413],
    [Object.assign(new Error(), { statusCode: 415 }), 415],
    [Object.assign(new Error('bad url'), { statusCode: 400 }), 400],
    ['a thrown text', 500],
    [undefined, 500],
  ])('of HTTP keeps its status', (error, status) => expect(problemOf(error).status).toBe(status));
  it('of ours keeps its reason to itself', () => expect(JSON.stringify(problemOf(new Error('password: secret')))).not.toContain('secret'));
});

describe('The headers of a problem', () => {
  it('say when to come back, in whole seconds', () => {
    expect(problemHeaders(problem('too-busy', undefined, { retryAfter: 1500 }))).toMatchObject({ 'retry-after': '2' });
    expect(problemHeaders(problem('unavailable'))).toMatchObject({ 'retry-after': '1' });
    expect(problemHeaders(httpProblem(405))).not.toHaveProperty('retry-after');
  });
});
