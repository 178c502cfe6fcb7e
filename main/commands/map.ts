import { copyFile } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Option, type Command } from 'commander';
import { AftermapError } from '../../shared/failure.ts';
import type { Via } from '../../shared/model/map.ts';
import type { Pair } from '../../shared/map/pairs.ts';
import { toCsv } from '../../shared/map/export/to-csv.ts';
import { toJson as mapToJson } from '../../shared/map/export/to-json.ts';
import { instancesToCsv } from '../../shared/map/export/instances-to-csv.ts';
import { processesToCsv } from '../../shared/map/export/processes-to-csv.ts';
import { toDot } from '../../shared/map/export/to-dot.ts';
import { toGraphml } from '../../shared/map/export/to-graphml.ts';
import { toMermaid } from '../../shared/map/export/to-mermaid.ts';
import { infrastructureText } from '../../shared/report/text/infrastructure-text.ts';
import { mapText } from '../../shared/report/text/map-text.ts';
import { unseenText } from '../../shared/report/text/unseen-text.ts';
import { differentFiles, oneOf } from './given.ts';
import { infrastructureJson, instancesJson, printJson } from './json.ts';
import { viewOf, type GroupFlags, type MapView } from './map-groups.ts';
import { onlyOf } from './map-only.ts';
import { windowOption, withCase, writeOut } from './session.ts';
import { writeText } from './write-text.ts';

interface MapFlags extends GroupFlags {
  readonly case: string;
  readonly from?: string;
  readonly to?: string;
  readonly depth?: string;
  readonly format?: 'json' | 'csv' | 'dot' | 'graphml' | 'mermaid' | 'parquet';
  readonly out?: string;
  readonly only?: readonly string[];
  readonly infrastructure?: boolean;
  readonly via?: Via;
  readonly json?: boolean;
}

const WRITERS = { csv: toCsv, dot: toDot, graphml: toGraphml, mermaid: toMermaid } as const;

export function addMap(program: Command): void {
  program
    .command('map')
    .description('the service-to-service dependency map of a window (unset: the whole case)')
    .requiredOption('--case <file>', 'the case')
    .option('--from <time>', 'begin of the window')
    .option('--to <time>', 'end of the window')
    .option('--service <service>', 'only what this service reaches downstream')
    .option('--depth <orders>', 'to this order')
    .addOption(
      new Option('--format <format>', 'write the map in this format').choices([
        'json',
        'csv',
        'dot',
        'graphml',
        'mermaid',
        'parquet',
      ]),
    )
    .option('--out <file>', 'write to a file instead of stdout')
    .option('--instances', 'which instance looked up which: CSV, or `instances` in the JSON document')
    .option(
      '--infrastructure',
      'which sources are no clients and which names no service’s, and why; with --json, `infrastructure` in the document',
    )
    .option('--processes', 'which process was connected to which: CSV, or `processes` in the JSON document')
    .addOption(
      new Option('--via <witness>', 'seen by lookups (dns), by connections, or by any of them (unset: any)').choices([
        'dns',
        'connection',
        'any',
      ]),
    )
    .addOption(
      new Option(
        '--group <attribute>',
        'fold the services of each tenant, namespace, cluster or data-centre group into one',
      ).choices(['tenant', 'namespace', 'cluster', 'group']),
    )
    .option('--tenant <tenant>', 'only the services of this tenant; others are counted, not named')
    .option(
      '--only <attribute=value...>',
      'only dependencies with an end of this tenant, namespace, cluster or data-centre group, as namespace=shop; of several, with an end of all; others keep their names',
    )
    .option('--json', 'one JSON document')
    .action(async (flags: MapFlags) => {
      refuseUnused(flags);
      await withCase(flags.case, async (engine, summary) => {
        const window = windowOption(flags, summary);
        const whole = await engine.call('map.read', {
          ...(window ? { window } : {}),
          ...(flags.service === undefined ? {} : { service: flags.service }),
          ...(flags.depth === undefined ? {} : { depth: depthOption(flags.depth) }),
          via: flags.via ?? 'any',
        });
        const only = await onlyOf(engine, whole, window, flags.only);
        const { map } = only;
        const view = await viewOf(engine, map, window, flags);
        const beside = { ...only.beside, ...view.beside };
        const question = window ? { window } : {};
        const apart = flags.infrastructure ? await engine.call('infrastructure.read', question) : null;
        if (apart && !flags.json) return printOrWrite(infrastructureText(apart, summary.services), flags.out);
        if (!flags.instances && !flags.processes && !apart) {
          const unseen = unseenText(whole, flags.via ?? 'any', window ? 'window' : 'case');
          return writeMap({ ...view, beside, text: [...unseen, ...only.text, ...view.text] }, flags);
        }
        const kept = new Set(map.services.map(({ id }) => id));
        const inMap = (pair: Pair) => kept.has(pair.client) && kept.has(pair.server) && only.isShown(pair);
        const instances = (await engine.call('map.instances', question)).dependencies.filter(inMap);
        const processes = (await engine.call('map.processes', question)).dependencies.filter(inMap);
        const document = {
          ...mapToJson(map),
          ...beside,
          ...(apart ? { infrastructure: infrastructureJson(apart) } : {}),
          ...(flags.instances ? { instances: instancesJson(instances) } : {}),
          ...(flags.processes ? { processes: instancesJson(processes) } : {}),
        };
        const table = flags.processes ? processesToCsv(processes) : instancesToCsv(instances);
        await printOrWrite(flags.json || flags.format === 'json' ? printJson(document) : table, flags.out);
      });
    });
}

/** Options that could not be honoured together. */
function refuseUnused(flags: MapFlags): void {
  if (flags.instances && flags.processes && !flags.json)
    throw new AftermapError('usage', '--instances and --processes are two tables.', 'Give one of them, or --json.');
  if (flags.depth !== undefined && flags.service === undefined)
    throw new AftermapError('usage', '--depth needs a service to count orders from.', 'Give --service too.');
  differentFiles(flags, ['case', 'out']);
  for (const view of ['group', 'tenant', 'only'] as const) oneOf(flags, ['infrastructure', view]);
  oneOf(flags, ['tenant', 'only']);
  if (flags.infrastructure && !flags.json)
    for (const other of ['service', 'instances', 'processes', 'format', 'via'] as const)
      oneOf(flags, [other, 'infrastructure']);
  if (flags.json && flags.format !== undefined && flags.format !== 'json') oneOf(flags, ['json', 'format']);
  if (flags.instances || flags.processes) {
    const table = flags.instances ? 'instances' : 'processes';
    if (flags.format !== 'json' && flags.format !== 'csv') oneOf(flags, [table, 'format']);
  }
}

async function writeMap({ map, beside, text: head, below, of }: MapView, flags: MapFlags): Promise<void> {
  const format = flags.json ? 'json' : flags.format;
  if (format === 'parquet') {
    const { mapToParquet } = await import('../engine/queries/map-to-parquet.ts');
    await mapToParquet(map, async (file) => {
      if (flags.out === undefined) await pipeline(createReadStream(file), process.stdout, { end: false });
      else await copyFile(file, flags.out);
    });
    return;
  }
  if (format === undefined) await printOrWrite([...head, mapText(map, of, below)].join('\n'), flags.out);
  else
    await printOrWrite(
      format === 'json' ? printJson({ ...mapToJson(map), ...beside }) : WRITERS[format](map),
      flags.out,
    );
}

async function printOrWrite(text: string, file: string | undefined): Promise<void> {
  if (file === undefined) await writeOut(text);
  else await writeText(file, text);
}

function depthOption(text: string): number {
  const depth = Number(text);
  if (!Number.isInteger(depth) || depth < 1)
    throw new AftermapError('usage', `--depth "${text}" is not an order.`, 'Give a whole number from 1.');
  return depth;
}
