import { isFields, parseObject, type Fields } from '../evidence/json-parse.ts';
import type { Mapped, RecordAdapter, SourceRecord } from './adapter.ts';
import { at, firstText, isAddress, object, objects, text } from './fields.ts';
import { createStateLog, type StateLog } from './parts/state-log.ts';
import type { Subject } from './parts/subject.ts';
import { symptomOf } from './parts/symptom.ts';

const STATUS = new Map([
  ['OK', 'ok'],
  ['ALARM', 'error'],
]);

/** What a configuration says of an alarm: whose metric, and which. */
interface Alarm {
  readonly subject: Subject;
  readonly kind: string;
}

/**
 * Amazon CloudWatch, `describe-alarm-history` and `describe-alarms`. A StateUpdate of the history says the new state, which holds until the next of
 * its alarm, the last as long as the history goes on; an alarm of describe-alarms is in its state from when it came into it to when it was last updated. Whose
 * alarm it is, its dimensions say: with the alarm, or in a ConfigurationUpdate of the same history; else the service that is called like the alarm. INSUFFICIENT_DATA
 * says nothing of health. A composite alarm is of what all alarms of its rule are of, else of the service that is called like it. Fields: Amazon CloudWatch API
 * reference, AlarmHistoryItem, MetricAlarm, CompositeAlarm.
 */
export const awsCloudwatchAlarms: RecordAdapter = {
  reads: 'objects',
  format: 'aws-cloudwatch-alarms',
  kind: 'health_event',
  lists: ['AlarmHistoryItems[]', 'MetricAlarms|CompositeAlarms[]'],
  fits: ({ outline }) =>
    ['AlarmHistoryItems[].', 'MetricAlarms[].', 'CompositeAlarms[].', ''].some(
      (list) =>
        outline.has(`${list}AlarmName`) &&
        (outline.has(`${list}HistoryItemType`) ||
          (outline.has(`${list}StateValue`) && (outline.has(`${list}MetricName`) || outline.has(`${list}AlarmRule`)))),
    ),
  open: () => {
    const alarms = new Map<string, Alarm>();
    const rules = new Map<string, string>();
    const known = (name: string) => alarms.get(name) ?? compositeOf(name, rules.get(name) ?? '', alarms);
    const log = createStateLog();
    return {
      look: ({ fields }) => {
        const name = text(fields.AlarmName) ?? '';
        const data = dataOf(fields);
        const configured = object(firstObject(data.updatedAlarm, data.createdAlarm));
        if (configured.dimensions !== undefined) alarms.set(name, alarmOf(configured, name));
        else if ('MetricName' in fields) alarms.set(name, alarmOf(fields, name));
        const rule = firstText(configured.alarmRule, fields.AlarmRule);
        if (rule !== null) rules.set(name, rule);
        if (fields.HistoryItemType === 'StateUpdate') log.note(name, Date.parse(text(fields.Timestamp) ?? ''));
      },
      map: (record) =>
        'HistoryItemType' in record.fields ? historyRows(record, known, log) : currentRows(record.fields, known),
    };
  },
};

function historyRows({ fields }: SourceRecord, known: (name: string) => Alarm, log: StateLog): Mapped {
  if (fields.HistoryItemType !== 'StateUpdate') return { skip: 'changes of configuration, and actions' };
  const name = text(fields.AlarmName);
  const timestamp = text(fields.Timestamp);
  if (name === null || timestamp === null) return { reject: 'AlarmName or Timestamp is missing' };
  const state = object(dataOf(fields).newState);
  const word = firstText(state.stateValue, / to (\w+)$/.exec(text(fields.HistorySummary) ?? '')?.[1]);
  const until = log.until(name, Date.parse(timestamp));
  const message = firstText(state.stateReason, fields.HistorySummary);
  return stateRows(known(name), name, {
    word,
    timestamp,
    until: until === null ? null : new Date(until).toISOString(),
    message,
  });
}

function currentRows(fields: Fields, known: (name: string) => Alarm): Mapped {
  const name = text(fields.AlarmName);
  const timestamp = firstText(fields.StateTransitionedTimestamp, fields.StateUpdatedTimestamp);
  if (name === null || timestamp === null) return { reject: 'AlarmName or StateUpdatedTimestamp is missing' };
  const updated = text(fields.StateUpdatedTimestamp);
  const until = updated !== null && Date.parse(updated) > Date.parse(timestamp) ? updated : null;
  return stateRows(known(name), name, {
    word: text(fields.StateValue),
    timestamp,
    until,
    message: text(fields.StateReason),
  });
}

interface State {
  readonly word: string | null;
  readonly timestamp: string;
  readonly until: string | null;
  readonly message: string | null;
}

function stateRows({ subject, kind }: Alarm, name: string, { word, timestamp, until, message }: State): Mapped {
  if (word === 'INSUFFICIENT_DATA') return { skip: 'alarms without enough data to tell' };
  const status = STATUS.get(word ?? '');
  if (status === undefined) return { reject: `the state "${word ?? ''}" is none of OK, ALARM, INSUFFICIENT_DATA` };
  const held = status === 'ok' ? null : until;
  const values = { ...subject, timestamp, status, kind, message: `${name}: ${message ?? word ?? ''}`, until: held };
  return { rows: [{ table: 'health_event', values }] };
}

/** Of what all alarms are that the rule of a composite alarm names; else, and of an alarm that nothing more is known of, the service of its name. */
function compositeOf(name: string, rule: string, alarms: ReadonlyMap<string, Alarm>): Alarm {
  const parts = [...rule.matchAll(/\b(?:ALARM|OK|INSUFFICIENT_DATA)\(\s*(?:"([^"]*)"|'([^']*)'|([^)\s]*))\s*\)/g)];
  const subjects = parts.map(
    ([, ...names]) => alarms.get(names.find(Boolean)?.replace(/^arn:.*:alarm:/, '') ?? '')?.subject,
  );
  const [first, ...others] = subjects.map((subject) => JSON.stringify(subject));
  const common = others.every((other) => other === first) ? subjects[0] : undefined;
  return { subject: common ?? { service: name }, kind: symptomOf(name) };
}

/** Of the API's own keys, and of those in the data of a configuration, which begin with a small letter. */
function alarmOf(fields: Fields, name: string): Alarm {
  const listed = objects(fields.Dimensions ?? fields.dimensions);
  const dimensions = new Map(
    listed.map((each) => [firstText(each.Name, each.name), firstText(each.Value, each.value)]),
  );
  const metric = firstText(fields.MetricName, fields.metricName);
  return { subject: subjectOf(dimensions, name), kind: symptomOf(metric ?? name) };
}

/** A machine by its id, a load balancer by its resource, else a service as the first dimension that names one calls it. */
function subjectOf(dimensions: ReadonlyMap<string | null, string | null>, name: string): Subject {
  const of = (key: string) => dimensions.get(key) ?? null;
  const service =
    ['ServiceName', 'AutoScalingGroupName', 'FunctionName', 'EnvironmentName', 'DBInstanceIdentifier', 'CacheClusterId']
      .map(of)
      .find((value) => value !== null) ??
    of('LoadBalancer')?.split('/')[1] ??
    of('LoadBalancerName') ??
    name;
  const instance = firstText(of('InstanceId'), of('TaskId'), of('host'));
  return isAddress(instance) ? { ip: instance, service } : { source_vm_id: instance, service };
}

function dataOf(fields: Fields): Fields {
  const data = at(fields, 'HistoryData');
  if (typeof data !== 'string') return object(data);
  const parsed = parseObject(data);
  return typeof parsed === 'string' ? {} : parsed;
}

function firstObject(...values: readonly unknown[]): Fields | undefined {
  return values.find(isFields);
}
