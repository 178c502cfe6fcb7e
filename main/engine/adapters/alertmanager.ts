import type { Fields } from '../evidence/json-parse.ts';
import type { Mapped, RecordAdapter } from './adapter.ts';
import { firstText, object, text } from './fields.ts';
import { isNamed, labelledSubject } from './parts/subject.ts';
import { ofSeverity, symptomOf } from './parts/symptom.ts';
import { statedTime } from './times.ts';

/** Alerts that fire all the time to show that alerting works. */
const ALWAYS = /^(watchdog|deadmans?switch|infoinhibitor)$/i;
/** How Go writes that there is no time. */
const NO_TIME = /^0001-/;

/**
 * Alerts: notifications of Alertmanager to a webhook, its API v2 (`/api/v2/alerts`, `amtool alert query -o json`), and `/api/v1/alerts` of Prometheus. An alert is
 * an error of its subject from its start (degraded where its severity is a warning), until its end where it is resolved, which is an `ok`; while it
 * fires, until it was last updated, or the time that the record or the import states. Silenced and inhibited alerts count: they fire all the same. Subject by
 * the labels (parts/subject.ts), symptom by the name of the alert. Fields: Alertmanager documentation, webhook_config; Alertmanager API v2, gettableAlert.
 */
export const alertmanager: RecordAdapter = {
  reads: 'objects',
  format: 'alertmanager',
  kind: 'health_event',
  lists: ['alerts[]', 'data.alerts[]'],
  fits: ({ outline }) =>
    ['alerts[].', 'data.alerts[].', ''].some(
      (at) =>
        outline.has(`${at}labels.alertname`) &&
        (outline.has(`${at}startsAt`) || (outline.has(`${at}activeAt`) && outline.has(`${at}state`))),
    ),
  open: (file) => (record) => alertRows(record.fields, statedTime(file, record)),
};

function alertRows(alert: Fields, seen: string | null): Mapped {
  const labels = object(alert.labels);
  const name = text(labels.alertname);
  if (name === null) return { reject: 'the label alertname is missing' };
  if (alert.state === 'pending') return { skip: 'alerts that are pending: not for long enough yet' };
  const said = ofSeverity(text(labels.severity));
  if (said === null || ALWAYS.test(name))
    return { skip: 'alerts that ask nobody to act (severity none or info, Watchdog)' };
  const timestamp = firstText(alert.startsAt, alert.activeAt);
  if (timestamp === null) return { reject: 'startsAt and activeAt are missing' };
  const subject = labelledSubject(labels);
  if (!isNamed(subject)) return { skip: 'alerts whose labels name no instance, pod, node or service' };
  const ended = endOf(alert, timestamp);
  const annotations = object(alert.annotations);
  const told = {
    ...subject,
    kind: symptomOf(name),
    message: `${name}: ${firstText(annotations.summary, annotations.description, annotations.message) ?? 'firing'}`,
  };
  const until = ended ?? later(timestamp, firstText(alert.updatedAt, seen));
  return {
    rows: [
      { table: 'health_event', values: { ...told, timestamp, status: said.status, severity: said.severity, until } },
      ...(ended === null
        ? []
        : [{ table: 'health_event' as const, values: { ...told, timestamp: ended, status: 'ok' } }]),
    ],
  };
}

/** When a resolved alert ended. While it fires, `endsAt` is empty, or when it would be given up. */
function endOf(alert: Fields, start: string): string | null {
  const fires = firstText(object(alert.status).state, alert.status) !== 'resolved';
  const end = text(alert.endsAt);
  return fires || end === null || NO_TIME.test(end) ? null : later(start, end);
}

function later(start: string, time: string | null): string | null {
  return time !== null && Date.parse(time) > Date.parse(start) ? time : null;
}
