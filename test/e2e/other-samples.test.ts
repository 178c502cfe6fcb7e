import { expect, test } from '@playwright/test';
import { completeness, goTo, nameIn, openSample, shown, truthOf } from './case-kit.ts';

for (const sample of ['moving-addresses', 'cycle-and-blind-spot']) {
  test(`${sample} opens, and Trace and Plan come to what its story states`, async () => {
    const truth = truthOf(sample);
    const { lookups, expected } = truth;
    const named = (id: string) => nameIn(truth, id);
    const aftermap = await openSample(sample);
    try {
      const { page } = aftermap;
      await expect(completeness(page)).toContainText(
        `Lookups ${shown(lookups.total)} = resolved ${shown(lookups.resolved)}`,
      );
      await expect(completeness(page)).toContainText('✓ balanced');
      await page.getByRole('combobox', { name: 'Target' }).selectOption(expected.target);
      const trace = await goTo(page, 'Trace');
      await expect(
        trace.getByRole('listitem', { name: new RegExp(`^Origin 1: ${named(expected.origin)},`) }),
      ).toBeVisible();
      await expect(trace.getByRole('treeitem', { name: /, origin$/ })).toHaveAccessibleName(
        new RegExp(`^${named(expected.origin)},`),
      );
      await expect(trace.locator('.link-path')).toHaveCount(expected.path.length - 1);
      await expect(trace.locator('.link-inferred')).toHaveCount(2 * expected.inferred.length);
      const plan = await goTo(page, 'Plan');
      const ticks = plan.getByRole('checkbox');
      await expect(ticks).toHaveCount(expected.waves.flat().length + expected.unrelated.length);
      const order = await ticks.evaluateAll((boxes) => boxes.map((box) => box.getAttribute('aria-label')));
      const waves = expected.waves.map((wave) => wave.map((id) => order.indexOf(`${named(id)} is up`)));
      for (const [i, wave] of waves.entries()) {
        for (const before of waves.slice(0, i)) expect(Math.max(...before)).toBeLessThan(Math.min(...wave));
      }
      await expect(ticks.last()).toHaveAccessibleName(`${named(expected.target)} is up`);
      await expect(plan.getByRole('region', { name: /^Cycle/ })).toHaveCount(expected.cycles.length);
      await expect(plan.getByText('inferred', { exact: true })).toHaveCount(expected.inferred.length);
    } finally {
      await aftermap.close();
    }
  });
}
