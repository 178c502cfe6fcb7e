import { describe, expect, it } from 'vitest';
import { DEFAULT_THRESHOLDS } from '../../../shared/heartbeat/thresholds.ts';
import { span, timesIn } from '../../../shared/map/words.ts';
import type { HeartbeatLoss, Heartbeats, Silence } from '../../../shared/model/heartbeats.ts';
import { HOUR, MINUTE } from '../../../shared/model/time.ts';
import { heartbeatsText } from '../../../shared/report/text/heartbeats-text.ts';

const DAY = 24 * HOUR;
/** 2026-07-08 20:00. */
const START = Date.UTC(2026, 6, 8, 20) * 1000;
const from = START + 3 * HOUR;
const to = from + 27 * HOUR;

const silence: Silence = {
  emitter: 'i-1',
  service: 'web',
  from,
  to,
  open: false,
  detectors: ['x'],
  confidence: 'high',
  reason: 'Lost.',
  verdict: 'unconfirmed',
  verdictReason: 'No other evidence.',
  acted: null,
  interval: MINUTE,
  evidence: [],
};
const loss: HeartbeatLoss = {
  emitter: 'i-1',
  detector: 'x',
  kind: 'emitter-silent',
  confidence: 'high',
  reason: 'Lost.',
  from,
  to,
  open: false,
  by: 'missed',
  missed: 1620,
  received: 0,
  lostOnTheWay: 0,
  unsent: 0,
  restarted: false,
  verdict: 'unconfirmed',
  evidence: [],
};
const found: Heartbeats = {
  window: { from: START, to: START + 3 * DAY },
  thresholds: DEFAULT_THRESHOLDS,
  runtimes: [
    { name: 'i-1', knownAs: 'instance', services: ['web'], emits: true, detects: false },
    { name: 'x', knownAs: null, services: [], emits: false, detects: true },
  ],
  pairs: [
    {
      emitter: 'i-1',
      detector: 'x',
      interval: 10_000_000,
      intervalFrom: 'learned',
      expected: 100,
      received: 90,
      missed: 10,
      lostOnTheWay: 0,
      unsent: 0,
      lostShare: 0.1,
      firstBeat: START,
      lastBeat: START + 3 * DAY,
      heardTo: START + 3 * DAY,
    },
  ],
  losses: [loss],
  silences: [silence],
  uncovered: [],
  totals: { expected: 100, received: 90, missed: 10, lostOnTheWay: 0, unsent: 0, unresolved: 0 },
  notes: [],
};
const services = [{ id: 'web', name: 'Web' }];

describe('heartbeats as text', () => {
  it('tell the day of what spans days, and long times in hours', () => {
    const text = heartbeatsText(found, services);
    expect(text).toContain('- i-1 (Web): unconfirmed, 2026-07-08 23:00:00 – 2026-07-10 02:00:00, 27 h');
    expect(text).toMatch(/^x .* 2026-07-08 23:00:00 {2}2026-07-10 02:00:00 {3}1,620 /m);
    const day = { ...found, window: { from: START, to: START + HOUR } };
    expect(heartbeatsText({ ...day, losses: [{ ...loss, from: START }] }, services)).toMatch(
      /^x .* 20:00:00 {2}2026-07-10 02:00:00 {3}1,620 /m,
    );
    const short = heartbeatsText({ ...day, losses: [{ ...loss, from: START, to: START + MINUTE }] }, services);
    expect(short).toMatch(/^x .* 20:00:00 {2}20:01:00 {3}1,620 /m);
  });

  it('name the services of runtimes, and tell intervals in seconds', () => {
    const text = heartbeatsText(found, services);
    expect(text).toMatch(/^Web · i-1 {2}x {9}10 s learned /m);
    expect(text).toMatch(/^x {8}Web · i-1 {2}2026/m);
  });

  it('do not say that nobody was silent where nothing tells', () => {
    const quiet = { ...found, losses: [], silences: [] };
    expect(heartbeatsText(quiet, services)).toContain('No runtime was silent');
    const idle = heartbeatsText({ ...quiet, totals: { ...found.totals, expected: 0 } }, services);
    expect(idle).toContain('nothing tells who was silent');
    const none = heartbeatsText({ ...quiet, pairs: [], notes: ['The case has no heartbeat records.'] }, services);
    expect(none.split('\n').slice(1)).toEqual(['', 'The case has no heartbeat records.', '']);
    expect(idle + none).not.toContain('No runtime was silent');
  });
});

describe('times in words', () => {
  it('leave out the day of a window that ends with it', () => {
    const midnight = Date.UTC(2026, 6, 8) * 1000;
    expect(timesIn({ from: midnight, to: midnight + DAY })(midnight + HOUR)).toBe('01:00:00');
    expect([120, 121, 150, 1620].map((minutes) => span(minutes * MINUTE))).toEqual(['120 min', '2 h', '2.5 h', '27 h']);
  });
});
