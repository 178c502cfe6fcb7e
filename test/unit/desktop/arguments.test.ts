import { expect, test } from 'vitest';
import { readArguments } from '../../../main/desktop/arguments.ts';

const folder = '/incident';

test('a case file alone is opened', () => {
  expect(readArguments(['west.aftermap'], folder)).toEqual({
    task: 'open',
    opening: { case: '/incident/west.aftermap', evidence: [] },
  });
});

test('files and folders that are no case are evidence, for the case that --case names', () => {
  expect(readArguments(['--case', 'west.aftermap', 'logs', '/mnt/dns.csv'], folder)).toEqual({
    task: 'open',
    opening: { case: '/incident/west.aftermap', evidence: ['/incident/logs', '/mnt/dns.csv'] },
  });
});

test('switches of Chromium are passed over', () => {
  expect(readArguments(['--inspect=0', '--no-sandbox', 'logs'], folder)).toEqual({
    task: 'open',
    opening: { case: null, evidence: ['/incident/logs'] },
  });
});

test('printing takes an HTML and a PDF file', () => {
  expect(readArguments(['--no-sandbox', '--print-pdf', 'plan.html', 'plan.pdf'], folder)).toEqual({
    task: 'print',
    html: '/incident/plan.html',
    pdf: '/incident/plan.pdf',
  });
});
