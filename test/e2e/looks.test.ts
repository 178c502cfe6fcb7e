import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { goTo, openSample, viewNames } from './case-kit.ts';
import { screenshot } from './window.ts';

const looks = [
  { theme: 'light', width: 1440, height: 900 },
  { theme: 'dark', width: 1440, height: 900 },
  { theme: 'light', width: 1100, height: 700 },
] as const;

for (const { theme, width, height } of looks) {
  test(`in ${theme} at ${width} × ${height} no view overlaps, cuts its controls or keeps anybody out`, async () => {
    const aftermap = await openSample('container-outage', { theme, size: { width, height } });
    try {
      const { page, pageErrors } = aftermap;
      for (const view of viewNames) {
        const main = await goTo(page, view);
        if (view === 'Map') await main.getByRole('treeitem', { name: /^Service G,/ }).click();
        await screenshot(page, `${view.toLowerCase()}-${theme}-${width}`);
        expect(await misplaced(page), view).toEqual([]);
        // A narrow window rearranges; names, roles and colours are those of the wide one.
        if (width === 1440) expect(await barriers(page), view).toEqual([]);
      }
      expect(pageErrors).toEqual([]);
    } finally {
      await aftermap.close();
    }
  });
}

/** What assistive technology stumbles over. The preview of the report is a document of its own. */
async function barriers(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().exclude('iframe').analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

/** Regions of the window that reach over each other or out of it, and controls whose words do not fit. */
function misplaced(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const parts = ['header', 'nav', '.time-brush', 'main', 'aside', 'footer'].map((name) => {
      const element = document.querySelector(name);
      if (!element) throw new Error(`There is no ${name}.`);
      return { name, box: element.getBoundingClientRect() };
    });
    const found: string[] = [];
    for (const [i, a] of parts.entries()) {
      const { left, top, right, bottom } = a.box;
      if (left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1)
        found.push(`${a.name} leaves the window`);
      for (const b of parts.slice(i + 1)) {
        const across = Math.min(right, b.box.right) - Math.max(left, b.box.left);
        const down = Math.min(bottom, b.box.bottom) - Math.max(top, b.box.top);
        if (across > 1 && down > 1) found.push(`${a.name} and ${b.name} overlap`);
      }
    }
    const controls = document.querySelectorAll<HTMLElement>(
      'header input, nav button, .time-tools button, .view-head h1, .view-head button, .view-tools button, [role=columnheader]',
    );
    for (const control of controls) {
      if (control.clientWidth > 0 && control.scrollWidth > control.clientWidth + 1)
        found.push(`cut: ${control.textContent}`);
    }
    const heads = [...document.querySelectorAll('.view-head > *, .header > *')].map((part) => ({
      text: part.textContent,
      box: part.getBoundingClientRect(),
      row: part.parentElement,
    }));
    for (const [i, a] of heads.entries()) {
      for (const b of heads.slice(i + 1)) {
        const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
        const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
        if (a.row === b.row && across > 1 && down > 1) found.push(`“${a.text}” and “${b.text}” overlap`);
      }
    }
    return found;
  });
}
