import { fileOf } from '../../samples/generator/files.ts';
import { heartbeatTable, type Beating } from '../../samples/generator/heartbeat-tables.ts';
import { SECOND } from '../../shared/model/time.ts';
import { clock, every, second } from './beats.ts';
import { REQUESTS, RESPONSES } from './fleet.ts';
import { csv, type Files } from './with-case.ts';

const SILENT = { from: second(300), to: second(600) };

/** What a test changes of the case. */
export interface SilentSenderCase {
  /** Whether c-web-1 looks up and connects in the silence too. */
  readonly acts?: boolean;
  /** Further instances of `web`: the container and its region. */
  readonly more?: readonly (readonly [container: string, region: string])[];
  /** Whether c-web-2 is there. */
  readonly second?: boolean;
}

/**
 * Fifteen minutes of four services: `orch` asks `web` and `data`, `web` writes to `data`. `web` runs as c-web-1 and c-web-2. From
 * 10:05 to 10:10 nothing hears c-web-1, which writes on; `orch` shows an error then.
 */
export function silentSender(changes: SilentSenderCase = {}): Files {
  const { acts = true, more = [], second: withSecond = true } = changes;
  const webs = [['c-web-1', 'East'], ...(withSecond ? [['c-web-2', 'East']] : []), ...more] as const;
  const acting = every(0, 900, 30).filter((s) => acts || s < 300 || s >= 600);
  const asks = [
    ...every(5, 900, 30).map((s) => [s, 'c-orch', 'web.example', '10.0.1.1'] as const),
    ...every(6, 900, 30).map((s) => [s, 'c-orch', 'data.example', '10.0.3.1'] as const),
    ...acting.map((s) => [s, 'c-web-1', 'data.example', '10.0.3.1'] as const),
    ...(withSecond ? every(3, 900, 30).map((s) => [s, 'c-web-2', 'data.example', '10.0.3.1'] as const) : []),
  ];
  const beats: readonly Beating[] = [
    { emitter: 'c-web-1', detectors: ['c-data', 'c-orch'], every: 2 * SECOND, phase: 0, silent: [SILENT], says: true },
    ...(withSecond
      ? [{ emitter: 'c-web-2', detectors: ['c-data', 'c-orch'], every: 2 * SECOND, phase: SECOND, says: true }]
      : []),
    { emitter: 'c-data', detectors: ['c-orch'], every: 5 * SECOND, phase: 0 },
  ];
  const table = heartbeatTable({ path: 'beats.csv', form: 'csv' }, { from: second(0), to: second(900) }, beats);
  return {
    'vm.csv': csv(
      'container_id,subscription_id,resource_id,location,ip,valid_from,valid_to',
      'c-orch,sub-orch,r-orch,East,10.0.2.1,,',
      'c-data,sub-data,r-data,West,10.0.3.1,,',
      ...webs.map(
        ([container, region], at) => `${container},sub-web,r${container.slice(1)},${region},10.0.1.${at + 1},,`,
      ),
    ),
    'ip.csv': csv(
      'ip,subscription_id,resource_id,region,valid_from,valid_to',
      '10.0.2.1,sub-orch,r-orch,East,,',
      '10.0.3.1,sub-data,r-data,West,,',
      ...webs.map(([container, region], at) => `10.0.1.${at + 1},sub-web,r${container.slice(1)},${region},,`),
    ),
    'tree.csv': csv(
      'service_id,service_name,subscription_id,valid_from,valid_to',
      'orch,Orchestrator,sub-orch,,',
      'web,Web,sub-web,,',
      'data,Data,sub-data,,',
    ),
    'beats.csv': fileOf(table).bytes,
    'requests.csv': csv(
      REQUESTS,
      ...asks.map(([s, source, name]) => `${clock(s)},${source}${s}${name},${source},${name},A`),
    ),
    'responses.csv': csv(
      RESPONSES,
      ...asks.map(([s, source, name, ip]) => `${clock(s)},${source}${s}${name},${source},${name},A,NOERROR,${ip}`),
    ),
    'sockets.csv': csv(
      'timestamp,src_ip,src_port,dst_ip,dst_port,role,count',
      ...acting.map((s) => `${clock(s + 1)},10.0.1.1,${40_000 + s},10.0.3.1,5432,connect,1`),
    ),
    'health.csv': csv(
      'timestamp,service_id,status,kind',
      ...every(0, 900, 30).map((s) => `${clock(s)},orch,${s >= 330 && s < 600 ? 'error' : 'ok'},error`),
    ),
  };
}
