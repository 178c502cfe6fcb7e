import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { Call } from '../../shared/api.ts';
import { contradictsNothing } from '../../shared/audit/audit.ts';
import type { AuditKind } from '../../shared/model/audit.ts';
import type { Source } from '../../shared/model/evidence.ts';
import type { DependencyMap } from '../../shared/model/map.ts';
import { toIso } from '../../shared/model/time.ts';
import type { Truth } from '../../samples/generator/incident.ts';
import type { EvidenceFile } from '../../samples/generator/files.ts';
import { SAMPLES } from '../../samples/samples.ts';
import { createEngine, type Engine } from '../../main/engine/engine.ts';
import { sampleCase, sampleFolder, truthOfSample } from '../engine-kit/sample.ts';
import { countsPerKind, dependenciesOf, placesOf } from '../engine-kit/truth.ts';
import { plainMap } from '../unit/samples/plain-join.ts';

describe.each(Object.keys(SAMPLES))('the sample %s', (name) => {
  let engine: Engine;
  let call: Call;
  let folder: string;
  let truth: Truth;
  let sources: readonly Source[];
  let map: DependencyMap;
  const expected = () => truth.expected ?? expect.unreachable('the sample states what must be found');

  beforeAll(async () => {
    truth = await truthOfSample(name);
    folder = await mkdtemp(join(tmpdir(), 'aftermap-test-'));
    engine = createEngine();
    call = engine.call;
    const path = join(folder, 'sample.aftermap');
    await sampleCase(name, path);
    sources = (await call('case.open', { path })).sources;
    map = await call('map.read', { via: 'dns' });
  });
  afterAll(async () => {
    await engine.close();
    await rm(folder, { recursive: true });
  });

  it('gives the dependencies that its truth states, every field of each', () => {
    expect(dependenciesOf(map)).toEqual(truth.dependencies);
    expect(map.services.map(({ id, name: called }) => ({ id, name: called }))).toEqual(truth.services);
  });

  it('finds no clock that is off where none is', async () => {
    expect((await call('evidence.findings', {})).findings).toEqual([]);
  });

  it('counts every lookup where its truth states it, unanswered ones by response code', () => {
    expect(placesOf(map)).toEqual(truth.lookups);
  });

  it('reads every file as what it is and counts its records as stated', () => {
    const evidence = join(sampleFolder(name), 'evidence');
    const read = sources.map((source) => ({ ...source, path: relative(evidence, source.path) }));
    const told = read.map(({ path, format, kind, wrapper, lines, header, blank, records, rejected }) => {
      return { path, format, kind, wrapper, lines, header, blank, records, rejected };
    });
    const stated = truth.sources.map(({ path, format, kind, wrapper, lines, header, blank, records, rejected }) => {
      return { path, format, kind, wrapper, lines, header, blank, records, rejected };
    });
    expect(told.sort(byPath)).toEqual(stated.sort(byPath));
    expect(countsPerKind(sources)).toEqual(countsPerKind(truth.sources));
    for (const { path, rejects, rejected } of sources) expect(rejects.length, path).toBe(Math.min(20, rejected));
  });

  it('is diagnosed: the stated origin first, over the stated path, at the stated onsets', async () => {
    const { target, origin, path, failing, unrelated, onsets, inferred } = expected();
    const diagnosis = await call('diagnosis.read', { service: target });
    const best = diagnosis.origins[0];
    expect(best?.service).toBe(origin);
    expect(best?.path.map(({ service }) => service)).toEqual(path);
    expect(best?.path.filter((step) => step.inferred).map(({ service }) => service)).toEqual(inferred);
    expect([...diagnosis.failing].sort()).toEqual([...failing, ...unrelated].sort());
    const known = best?.path.filter(({ onset }) => onset !== null) ?? [];
    expect(Object.fromEntries(known.map(({ service, onset }) => [service, toIso(onset ?? 0)]))).toEqual(
      Object.fromEntries(
        path.filter((service) => !inferred.includes(service)).map((service) => [service, onsets[service]]),
      ),
    );
  });

  it('is planned in the stated waves and countermeasures, a cycle in waves of its own that follow each other', async () => {
    const { target, waves, cycles, unrelated, countermeasures = [] } = expected();
    const plan = await call('plan.read', { service: target });
    const planned = plan.waves
      .map(({ steps }) => steps.map(({ service }) => service).filter((service) => !unrelated.includes(service)))
      .filter((services) => services.length > 0);
    const stated = waves.flatMap((wave) => (isCycle(wave, cycles) ? wave.map((service) => [service]) : [wave]));
    expect(planned.map((wave) => wave.length)).toEqual(stated.map((wave) => wave.length));
    expect(inGroups(planned.flat(), waves)).toEqual(waves.map((wave) => [...wave].sort()));
    expect(plan.cycles.filter(({ inPlan }) => inPlan).map(({ services }) => [...services].sort())).toEqual(
      cycles.map((services) => [...services].sort()),
    );
    const done = plan.countermeasures.map(({ step, instance, standIn, beforeWave, afterWave }) => {
      return { step, instance, standIn: standIn?.runtime ?? null, beforeWave, afterWave };
    });
    expect(done).toEqual(countermeasures);
  });

  it('shows the stated regions for each service that the target reaches', async () => {
    const report = await call('regions.read', { service: expected().target });
    const rows = report.rows.map(({ service, order, counts }) => ({ service, order, counts }));
    const byService = (a: { service: string }, b: { service: string }) => (a.service < b.service ? -1 : 1);
    expect(rows.sort(byService)).toEqual([...truth.heatmap].sort(byService));
  });

  it('shows the connections, and what one witness alone saw, as stated', async () => {
    const { connections = [], connectionOnly = [], dnsOnly = [] } = truth.witnesses ?? {};
    const linked = (await call('map.read', { via: 'connection' })).dependencies;
    const told = linked.map(({ client, server, connections: count, firstSeen, lastSeen }) => {
      return { client, server, connections: count, firstSeen: toIso(firstSeen), lastSeen: toIso(lastSeen) };
    });
    expect(told).toEqual(connections);
    const { findings } = await call('audit.read', {});
    const found = (kind: AuditKind) =>
      findings.filter((one) => one.kind === kind).map(({ client, server }) => [client, server]);
    expect(found('connection-only')).toEqual(connectionOnly);
    expect(found('dns-only')).toEqual(dnsOnly);
    expect(found('declared-only').sort()).toEqual([...(truth.declared?.missing ?? [])].sort());
    // A client that declares nothing has not left anything out.
    const declaring = new Set(
      (await call('map.read', {})).dependencies.filter((one) => one.declared).map(({ client }) => client),
    );
    const unexpected = (truth.declared?.unexpected ?? []).filter(([client]) => declaring.has(client));
    expect(found('unexpected').sort()).toEqual([...unexpected].sort());
    const story = await readFile(join(sampleFolder(name), 'story.md'), 'utf8');
    // Not every story says how many.
    const stated = /Audit: (\S+) findings/.exec(story)?.[1];
    const many = findings.filter(({ kind }) => !contradictsNothing(kind)).length;
    expect([String(many), undefined]).toContain(stated);
  });

  it('shows what the policies deny and who fell silent as stated', async () => {
    const { verdicts } = await call('policy.read', {});
    const denied = verdicts.filter(({ verdict, crossing }) => verdict === 'denied' && crossing);
    expect(denied.map(({ client, server }) => [client, server])).toEqual(truth.crossings ?? []);
    const { silences } = await call('heartbeats.read', {});
    const told = silences.map(({ emitter, service, from, to, verdict }) => {
      return { emitter, service, from: toIso(from), to: toIso(to), verdict };
    });
    const stated = (truth.silences ?? []).map(({ emitter, service, from, to, lookups }) => {
      return { emitter, service, from, to, verdict: lookups > 0 ? 'active' : 'lost' };
    });
    expect(told).toEqual(stated);
  });

  it('passes its own verification: same bytes, same balance, same facts when it is built again', async () => {
    const { ok, checks } = await call('case.verify', {});
    expect(checks.filter((check) => !check.ok)).toEqual([]);
    expect(ok).toBe(true);
  });
});

describe('addresses that change hands', () => {
  it('give a wrong map where the join leaves out the time, and the right one here', async () => {
    const truth = await truthOfSample('moving-addresses');
    const evidence = join(sampleFolder('moving-addresses'), 'evidence');
    const entries = await readdir(evidence, { recursive: true, withFileTypes: true });
    const files: EvidenceFile[] = [];
    for (const entry of entries.filter((one) => one.isFile())) {
      const path = join(entry.parentPath, entry.name);
      files.push({ path, bytes: await readFile(path) });
    }
    const pairs = (keys: Iterable<string>) => [...keys].sort();
    const stated = pairs(truth.dependencies.map(({ client, server }) => `${client} ${server}`));
    expect(pairs(plainMap(files, true).keys()).length).toBeGreaterThan(stated.length + 50);
    expect(pairs(plainMap(files).keys())).toEqual(stated);
  });
});

const byPath = (a: { path: string }, b: { path: string }) => (a.path < b.path ? -1 : 1);

const isCycle = (wave: readonly string[], cycles: readonly (readonly string[])[]) =>
  cycles.some((cycle) => [...cycle].sort().join() === [...wave].sort().join());

/** A planned order cut into groups of the stated sizes, each sorted. */
function inGroups(order: readonly string[], groups: readonly (readonly string[])[]): string[][] {
  let from = 0;
  return groups.map(({ length }) => order.slice(from, (from += length)).sort());
}
