import { expect, it } from 'vitest';
import { judge } from './report.ts';

const advisory = (severity: string) => ({ title: 'Reads what it should not', url: 'https://advisories.example/1', severity });
const found = (severity: string) =>
  JSON.stringify({
    vulnerabilities: {
      parser: { name: 'parser', severity, range: '<2.0.1', via: [advisory(severity)] },
      // Reported only because it depends on the one above.
      framework: { name: 'framework', severity, range: '*', via: ['parser'] },
    },
  });
const line = (severity: string) => `parser <2.0.1 (${severity}): Reads what it should not, https://advisories.example/1`;

it('fails for a severe advisory, once per package that has it', () => {
  expect(judge(found('high'))).toEqual({ lines: [line('high')], isWell: false });
});

it('tells of a lesser one and goes on', () => {
  expect(judge(found('moderate'))).toEqual({ lines: [line('moderate')], isWell: true });
});

it('says that there is none', () => {
  expect(judge('{"vulnerabilities":{}}')).toEqual({ lines: ['No advisory is known about any package in the lock file.'], isWell: true });
});

it('says why it could not look, without failing', () => {
  const refused = { message: '405 Method Not Allowed', error: { summary: '', detail: '' } };
  expect(judge(JSON.stringify(refused))).toEqual({ lines: ['Advisories were not looked up: 405 Method Not Allowed'], isWell: true });
  expect(judge('npm: not found')).toEqual({ lines: ['Advisories were not looked up: npm: not found'], isWell: true });
});
