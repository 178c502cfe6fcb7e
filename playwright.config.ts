import { defineConfig } from '@playwright/test';

/** Displays of the run's own, apart from each other. */
const displays = process.env.TEST_DISPLAYS?.split(' ').filter(Boolean) ?? [];

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.test.ts',
  outputDir: 'test-results/e2e',
  // One window at a time on each display: windows share the keyboard focus of theirs.
  workers: displays.length || 1,
  timeout: 180_000,
  // An import on a busy machine takes this long; how fast it is, the bench says.
  expect: { timeout: 45_000 },
  // A test that needs its second try is named as flaky and counted apart.
  retries: 1,
  reporter: 'list',
});
