import type { EvidenceFile, Mapped, Near, Reading, RecordAdapter, SourceRecord } from './adapter.ts';
import type { Sample } from '../evidence/sample.ts';
import type { Fields } from '../evidence/json-parse.ts';
import { text } from './fields.ts';
import { connectionRow, transport, UNANSWERED, WITHOUT_PORTS, type End } from './parts/connection.ts';
import { createHandshakes, type Handshakes } from './parts/handshakes.ts';
import { leadingTime } from './times.ts';

/** The fields of a log that was set up without a format of its own. */
const DEFAULT =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status'.split(
    ' ',
  );
const DEFAULT_LINE = /^2 (\d{12}|unknown) eni-\w+ (\S+ ){10}(OK|NODATA|SKIPDATA)\s*$/;
const NEEDED = ['srcaddr', 'dstaddr', 'start'];
const NAME = /^[a-z][a-z0-9]*([-_][a-z0-9]+)*$/;
/** Bits of tcp-flags: the flags of all packets of the interval. */
const [SYN, SYN_ACK] = [2, 18];
/** RST, and RST with ACK. */
const RESETS = new Set([4, 20]);

/**
 * AWS VPC flow logs as text, fields in any order by the header; without one in the order of the default format, version 2, alone: no other can be
 * told then. A record is what passed an interface in one direction from `start` to `end`. Both directions and both interfaces record a connection.
 * `pkt-srcaddr` and `pkt-dstaddr` are the ends where something stands between. Who connected is told by `tcp-flags` (version 3), which interface
 * end is the own one by `flow-direction` (version 5). Rejected traffic is no connection, nor a SYN that nobody answered (parts/handshakes.ts). Lacks: process. Fields: Amazon VPC user guide, "Flow log records".
 */
export const awsVpcFlow: RecordAdapter = {
  reads: 'lines',
  format: 'aws-vpc-flow',
  kind: 'connection',
  fits: ({ firstLines }) => firstLines.some((line) => headerOf(line) !== undefined || DEFAULT_LINE.test(bare(line))),
  nearly: headless,
  open: (file) =>
    flows(
      file,
      file.sample.firstLines.some((line) => headerOf(line)?.includes('tcp-flags')),
      lineReader,
    ),
};

/** What a record says by the names of AWS, or why it says nothing. */
type FlowReader = (record: SourceRecord) => { readonly flow: Flow } | Mapped;

function lineReader(): FlowReader {
  let names: readonly string[] = DEFAULT;
  return ({ text: line }) => {
    const header = headerOf(line);
    if (header) {
      names = header;
      return { skip: 'header' };
    }
    const values = bare(line).trim().split(/\s+/);
    if (values.length !== names.length)
      return { reject: `the line has ${values.length} fields where its header has ${names.length}` };
    return { flow: valuesOf(Object.fromEntries(names.map((name, index) => [name, values[index]]))) };
  };
}

/** The same records as rows: Parquet (names with `_`), CSV of Athena and of exports, JSON, fields that Insights found (`srcAddr`). */
export const awsVpcFlowRows: RecordAdapter = {
  reads: 'objects',
  format: 'aws-vpc-flow',
  kind: 'connection',
  fits: ({ columns }) =>
    isHeader(columns.map(named)) &&
    ['interface-id', 'log-status', 'account-id'].some((name) => columns.map(named).includes(name)),
  open: (file) =>
    flows(
      file,
      file.sample.columns.some((name) => named(name) === 'tcp-flags'),
      () =>
        ({ fields }) => ({
          flow: valuesOf(Object.fromEntries(Object.entries(fields).map(([name, value]) => [named(name), value]))),
        }),
    ),
};

/** Reads flows; where TCP flags are in the log, it is first told which of them nobody answered. */
function flows(file: EvidenceFile, flagged: boolean, reader: () => FlowReader): Reading {
  const handshakes = createHandshakes(file);
  const [ahead, read] = [reader(), reader()];
  return {
    ...(flagged && {
      look: (record: SourceRecord) => {
        const found = ahead(record);
        if ('flow' in found) seeHandshake(found.flow, handshakes);
      },
    }),
    map: (record) => {
      const found = read(record);
      return 'flow' in found ? flowOf(found.flow, file, handshakes) : found;
    },
  };
}

/** The value of a field by the name of AWS; null where it is not set. */
type Flow = (name: string) => string | null;

function valuesOf(fields: Fields): Flow {
  return (name) => {
    const found = text(fields[name]);
    return found === '-' ? null : found;
  };
}

function endsOf(value: Flow): { readonly source: End; readonly target: End } {
  return {
    source: { ip: value('pkt-srcaddr') ?? value('srcaddr'), port: value('srcport') },
    target: { ip: value('pkt-dstaddr') ?? value('dstaddr'), port: value('dstport') },
  };
}

function seeHandshake(value: Flow, handshakes: Handshakes): void {
  const flags = value('tcp-flags');
  if (flags === null || value('action') === 'REJECT' || transport(value('protocol')) !== 'tcp') return;
  const { source, target } = endsOf(value);
  handshakes.see(source, target, Number(flags) === SYN ? 'syn' : RESETS.has(Number(flags)) ? 'reset' : 'more');
}

/** Marks of a record wherever its fields stand: an interface, and what became of the traffic or of the record. */
const MARKS = [/(^| )eni-\w+( |$)/, /(^| )(ACCEPT|REJECT|OK|NODATA|SKIPDATA)( |$)/];

/** A log in a format of its own whose header was left out. */
function headless({ firstLines }: Sample): Near | undefined {
  const [first = ''] = firstLines;
  if (!MARKS.every((mark) => mark.test(first))) return undefined;
  return {
    share: 1,
    words:
      'The lines look like an AWS VPC flow log with fields of its own, but no header names them. Export it again with its header (S3 writes one), or map its columns: their order is the LogFormat of aws ec2 describe-flow-logs.',
  };
}

/** The names of fields by their letters alone. */
const NAMES = new Map(
  [...DEFAULT, 'tcp-flags', 'pkt-srcaddr', 'pkt-dstaddr', 'flow-direction', 'instance-id'].map((name) => [
    name.replaceAll('-', ''),
    name,
  ]),
);

/** A field by the name that AWS documents, however an export writes it: `srcaddr`, `pkt_srcaddr`, `interfaceId`. */
function named(name: string): string {
  const letters = name.toLowerCase().replace(/[-_]/g, '');
  return NAMES.get(letters) ?? letters;
}

const hyphened = (name: string) => name.replaceAll('_', '-');

/** A line without the time that an export put before it. */
const bare = (line: string) => leadingTime(line)?.rest ?? line;

function headerOf(line: string): readonly string[] | undefined {
  const names = bare(line).trim().split(/\s+/).map(hyphened);
  return isHeader(names) && names.every((name) => NAME.test(name)) ? names : undefined;
}

function isHeader(names: readonly string[]): boolean {
  return NEEDED.every((name) => names.includes(name));
}

function flowOf(value: Flow, file: EvidenceFile, handshakes: Handshakes): Mapped {
  const status = value('log-status');
  if (status === 'NODATA') return { skip: 'no traffic in the interval (NODATA)' };
  if (status === 'SKIPDATA') {
    file.assume('traffic that AWS did not record (SKIPDATA) is not known');
    return { skip: 'traffic was not recorded (SKIPDATA)' };
  }
  if (value('action') === 'REJECT') return { skip: 'rejected by a security group or network ACL: no connection' };
  const protocol = value('protocol');
  if (protocol !== null && transport(protocol) === undefined) return WITHOUT_PORTS;
  const { source, target } = endsOf(value);
  if (transport(protocol) === 'tcp' && handshakes.areAttempts(source, target)) return UNANSWERED;
  const flags = Number(value('tcp-flags') ?? 0);
  const direction = value('flow-direction');
  return connectionRow({
    source,
    target,
    own: direction === 'ingress' ? 'target' : 'source',
    client: (flags & SYN_ACK) === SYN_ACK ? 'target' : (flags & SYN) === SYN ? 'source' : undefined,
    values: {
      timestamp: value('start'),
      end_timestamp: value('end'),
      host: direction === null ? null : value('instance-id'),
      protocol: transport(protocol) ?? null,
    },
  });
}
