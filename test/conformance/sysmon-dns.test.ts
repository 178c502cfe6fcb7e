import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { csv, sourceOf, withCase, type Files } from '../engine-kit/with-case.ts';

const folder = fileURLToPath(new URL('../../../shared/data/formats/sysmon/', import.meta.url));
const there = existsSync(folder);
if (!there) process.stderr.write('Skipped: the collected format examples are not beside this project.\n');

const FLEET: Files = {
  'vm.csv': csv('vm_id,subscription_id', 'WORKSTATION5,sub-desk'),
  'ip.csv': csv('ip,subscription_id', '140.82.113.3,sub-hub', '151.101.248.133,sub-raw', '192.168.2.5,sub-desk'),
  'tree.csv': csv('service_id,subscription_id', 'desk,sub-desk', 'hub,sub-hub', 'raw,sub-raw'),
};

describe.skipIf(!there)('collected Sysmon events', () => {
  it('in flat JSON give the lookups of the computer at the time of UtcTime, four hours after that of the export', async () => {
    const events = await readFile(`${folder}sysmon_eid3_eid22_nxlog_flat.ndjson`);
    await withCase({ ...FLEET, 'events.ndjson': events }, async ({ sources, map }) => {
      expect(sourceOf(sources, 'events.ndjson')).toMatchObject({
        format: 'sysmon-dns',
        records: 214,
        // 205 lookups and two connections; seven events of the security log are others.
        accepted: 207,
        skipped: { 'other events than lookups and connections (Sysmon 22 and 3)': 7 },
        rejected: 0,
        assumed: ["UtcTime is right; the events' own times are 4 h behind it"],
      });
      const found = await map();
      // Six of 205 have results: two of github.com, one of raw.githubusercontent.com, three of others.
      expect(found.lookups).toMatchObject({
        total: 205,
        resolved: 3,
        unresolved: { 'no-answer': 199, 'unknown-address': 3 },
      });
      expect(found.dependencies).toMatchObject([
        { client: 'desk', server: 'hub', lookups: 2, firstSeen: Date.UTC(2020, 9, 22, 5, 54, 21, 349) * 1000 },
        { client: 'desk', server: 'raw', lookups: 1 },
      ]);
    });
  });

  it('of Log Analytics hold their data as text', async () => {
    const events = await readFile(`${folder}log_analytics_WindowsEvent_table_sysmon.ndjson`);
    await withCase({ ...FLEET, 'events.ndjson': events }, async ({ sources, map }) => {
      expect(sourceOf(sources, 'events.ndjson')).toMatchObject({
        format: 'sysmon-dns',
        records: 7,
        // Two lookups and five connections.
        accepted: 7,
        rejected: 0,
      });
      // The computer asks for its own name, and for localhost.
      expect((await map()).lookups).toMatchObject({ total: 2, resolved: 0, self: 1 });
    });
  });
});
