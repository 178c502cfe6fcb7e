import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.test.ts',
  outputDir: 'test-results/e2e',
  // One window at a time: they share the keyboard focus of one display.
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  // A test that needs its second try is named as flaky and counted apart.
  retries: 1,
  reporter: 'list',
});
