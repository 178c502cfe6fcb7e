import { parseObject, type Fields } from '../../evidence/json-parse.ts';
import { at, firstText, object, objects, text } from '../fields.ts';

/** An event of a Windows log (or of Sysmon on Linux), whatever it was exported with. */
export interface WindowsEvent {
  /** Provider, source and channel as far as they are said, in one text. */
  readonly provider: string;
  readonly id: string;
  readonly host: string | null;
  /** When the event was logged, as it stands; some exports call local time UTC. */
  readonly time: string | null;
  /** A value of the event's own data. */
  readonly value: (name: string) => string | null;
}

/**
 * The event in a record: flat (NXLog), with its data in `winlog.event_data` (Winlogbeat), in `EventData` as JSON or XML text (Log Analytics), in `Payload`
 * as JSON text (EvtxECmd), in `Event.System` and `Event.EventData` (XML turned into JSON), as XML in a text field, or told in a message (`Get-WinEvent | ConvertTo-Json`). Undefined where there is none.
 */
export function windowsEvent(fields: Fields): WindowsEvent | undefined {
  const xml = [fields.Event, fields.xml, fields.event, fields._raw, fields.message].find(
    (value) => typeof value === 'string' && value.includes('<Event'),
  );
  if (typeof xml === 'string') return eventOfXml(xml);
  if (typeof fields.Message === 'string' && text(fields.Id) !== null) return ofPowerShell(fields, fields.Message);
  const system = object(at(fields, 'Event.System'));
  const id = firstText(
    at(fields, 'winlog.event_id'),
    system.EventID,
    at(system, 'EventID.#text'),
    fields.EventID,
    fields.EventId,
    fields.event_id,
  );
  if (id === null) return undefined;
  const said = { ...fields, ...system };
  const provider = object(system.Provider);
  const named = [
    at(fields, 'winlog.provider_name'),
    at(fields, 'winlog.channel'),
    ...attributes(provider).map((each) => each.Name),
    ...[said.Provider, said.SourceName, said.Source, said.ProviderName, said.Channel, said.ProviderGuid],
  ];
  return {
    id,
    provider: named.map(text).filter(Boolean).join(' '),
    host: firstText(
      at(fields, 'winlog.computer_name'),
      said.Computer,
      said.Hostname,
      said.computer_name,
      at(fields, 'host.name'),
    ),
    time: firstText(
      ...attributes(object(system.TimeCreated)).map((each) => each.SystemTime),
      fields['@timestamp'],
      fields.TimeCreated,
      fields.TimeGenerated,
      fields.timestamp,
    ),
    value: dataOf(fields),
  };
}

/** The event in a text of XML, as `wevtutil` and Sysmon on Linux write it; undefined where there is none. */
export function eventOfXml(xml: string): WindowsEvent | undefined {
  const id = /<EventID[^>]*>\s*(\d+)/.exec(xml)?.[1];
  if (id === undefined) return undefined;
  const value = valuesOfXml(xml);
  return {
    id,
    provider: /<Provider\s[^>]*Name=["']([^"']*)/.exec(xml)?.[1] ?? '',
    host: text(/<Computer>([^<]*)/.exec(xml)?.[1]),
    time: text(/<TimeCreated\s[^>]*SystemTime=["']([^"']*)/.exec(xml)?.[1]),
    value: (name) => text(value.get(name)),
  };
}

/** An event as PowerShell writes it: its data stand in the message alone, a line each; older versions write times as `/Date(1772618400123)/`. */
function ofPowerShell(fields: Fields, message: string): WindowsEvent {
  const said = new Map(
    message.split(/\r?\n/).flatMap((line) => {
      const [, name, value = ''] = /^(\w+):\s?(.*)$/.exec(line) ?? [];
      return name === undefined ? [] : [[name, value] as const];
    }),
  );
  return {
    id: text(fields.Id) ?? '',
    provider: [fields.ProviderName, fields.LogName].map(text).filter(Boolean).join(' '),
    host: text(fields.MachineName),
    time: text(fields.TimeCreated)?.replace(/^\/Date\((\d+)\)\/$/, '$1') ?? null,
    value: (name) => text(said.get(name)),
  };
}

function dataOf(fields: Fields): (name: string) => string | null {
  const { EventData } = fields;
  if (typeof EventData === 'string' && EventData.trimStart().startsWith('<')) {
    const values = valuesOfXml(EventData);
    return (name) => text(values.get(name));
  }
  if (typeof EventData === 'string') {
    const parsed = parseObject(EventData);
    return (name) => (typeof parsed === 'string' ? null : text(parsed[name]));
  }
  const payload = typeof fields.Payload === 'string' ? parseObject(fields.Payload) : undefined;
  const told = typeof payload === 'object' ? payload.EventData : at(fields, 'Event.EventData');
  const inner = object(told ?? EventData ?? at(fields, 'winlog.event_data'));
  const listed = new Map(
    objects(inner.Data).flatMap((each) => {
      const name = attributes(each)
        .map((said) => text(said.Name))
        .find((found) => found !== null);
      return name ? [[name, text(each['#text'])] as const] : [];
    }),
  );
  return (name) => listed.get(name) ?? firstText(inner[name], at(fields, `winlog.event_data.${name}`), fields[name]);
}

/** An object's attributes in the ways in which XML is written as JSON: in `#attributes`, with `@` before the name, or beside the rest. */
function attributes(fields: Fields): readonly Fields[] {
  const marked = Object.entries(fields).map(([name, value]) => [name.replace(/^[@_]/, ''), value] as const);
  return [object(fields['#attributes']), Object.fromEntries(marked)];
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function valuesOfXml(xml: string): ReadonlyMap<string, string> {
  const found = xml.matchAll(/<Data Name=["']([^"']+)["']\s*>([^<]*)<\/Data>/g);
  return new Map(
    [...found].map(([, name = '', value = '']) => [
      name,
      value.replace(/&(amp|lt|gt|quot|apos);/g, (whole, entity: string) => ENTITIES[entity] ?? whole),
    ]),
  );
}
