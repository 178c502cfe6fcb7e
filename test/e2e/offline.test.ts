import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { answerDialogs, drop, evidenceOf, goTo, inspector, openSample, settled, viewNames } from './case-kit.ts';
import { launch } from './window.ts';
import type { Aftermap } from './window.ts';

let aftermap: Aftermap;
test.afterEach(() => aftermap.close());

test('a whole session, from the dropped folder to the saved report, asks nothing of the network', async () => {
  aftermap = await launch({ size: { width: 1440, height: 900 } });
  const { app, page, folder, refusedRequests, pageErrors } = aftermap;
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await answerDialogs(app, { save: join(folder, 'session.aftermap') });
  await expect(page.getByText('Drop files or folders here')).toBeVisible();
  await drop(page, [evidenceOf('cycle-and-blind-spot')]);
  await expect(page.getByRole('status').getByText(/^8 files read/)).toBeVisible();
  for (const view of viewNames) await goTo(page, view);
  await expect(page.frameLocator('iframe').getByText('What happened to').first()).toBeVisible();
  await answerDialogs(app, { save: join(folder, 'report.pdf') });
  await page.getByRole('button', { name: 'Save PDF…' }).click();
  await expect(page.getByText('Saved report.pdf.')).toBeVisible();
  await answerDialogs(app, { open: [resolve('samples/container-outage/residency-us.yaml')] });
  const regions = await goTo(page, 'Regions');
  await regions.getByRole('gridcell').first().click();
  await expect(inspector(page).getByText(/from \d+ of its clients/)).toBeVisible();
  await page.getByRole('button', { name: /^Theme/ }).click();
  await settled(page);
  expect(refusedRequests()).toEqual([]);
  expect(asked.filter((url) => !/^(aftermap|data|blob|about):/.test(url))).toEqual([]);
  expect(pageErrors).toEqual([]);
});

test('neither a link, a form, a script, a picture nor a socket gets out of the page', async () => {
  aftermap = await openSample('container-outage');
  const { page, app, refusedRequests } = aftermap;
  const tried = await page.evaluate(async () => {
    const ends = (work: (done: (got: string) => void) => void) =>
      new Promise<string>((done) => {
        work(done);
        setTimeout(() => done('nothing'), 1500);
      });
    const link = Object.assign(document.createElement('a'), { href: 'https://example.org/', textContent: 'out' });
    document.body.append(link);
    link.click();
    const picture = ends((done) => {
      const image = new Image();
      image.onload = () => done('loaded');
      image.onerror = () => done('refused');
      image.src = 'https://example.org/pixel.png';
    });
    const socket = ends((done) => {
      try {
        const opened = new WebSocket('wss://example.org/');
        opened.onopen = () => done('loaded');
        opened.onerror = () => done('refused');
      } catch {
        done('refused');
      }
    });
    const script = ends((done) => {
      const inline = document.createElement('script');
      inline.textContent = 'window.inlineRan = true';
      document.body.append(inline);
      done('inlineRan' in window ? 'loaded' : 'refused');
    });
    return { picture: await picture, socket: await socket, script: await script };
  });
  expect(tried).toEqual({ picture: 'refused', socket: 'refused', script: 'refused' });
  expect(page.url()).toBe('aftermap://app/index.html');
  expect(app.windows()).toHaveLength(1);
  // The policy of the page stops them before they become requests.
  expect(refusedRequests().filter((line) => !line.endsWith('https://example.org/'))).toEqual([]);
});
