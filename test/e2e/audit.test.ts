import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { answerDialogs, goTo, inspector, openSample } from './case-kit.ts';

test('an auditor filters the findings, opens the record of one, and exports what is shown', async () => {
  const aftermap = await openSample('container-outage');
  try {
    const { app, page, folder } = aftermap;
    const audit = await goTo(page, 'Audit');
    const kinds = audit.getByRole('group', { name: 'Kinds of findings' });
    await kinds.getByRole('button', { name: /^unexpected/ }).click();
    const list = audit.getByRole('treegrid', { name: 'Findings' });
    const first = list.getByRole('row', { level: 2 }).first();
    await first.click();
    await expect(inspector(page).getByRole('heading', { name: 'In the audit' })).toBeVisible();
    await list.press('Enter');
    await expect(inspector(page).getByRole('list', { name: 'Lines of the evidence' })).toBeVisible();

    const file = join(folder, 'audit.csv');
    await answerDialogs(app, { save: file });
    await audit.getByRole('button', { name: 'Export CSV…' }).click();
    await expect(page.getByText('Saved audit.csv.')).toBeVisible();
    const [head = '', ...rows] = readFileSync(file, 'utf8').trim().split('\r\n');
    expect(head).toMatch(/^kind,why,client,/);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every((row) => row.startsWith('unexpected,'))).toBe(true);
  } finally {
    await aftermap.close();
  }
});
