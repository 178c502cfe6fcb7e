import { isAddress } from '../model/address.ts';
import { readsAsTime } from './time-format.ts';

/** What a value can look like. */
export type Look =
  | 'time'
  | 'address'
  | 'addresses'
  | 'name'
  | 'type'
  | 'code'
  | 'code number'
  | 'alias'
  | 'status'
  | 'port'
  | 'number'
  | 'id'
  | 'word';

const NAME = /^(?=.{3,254}$)(?:[a-z0-9_*](?:[a-z0-9_-]{0,62})\.)+[a-z][a-z0-9-]{1,62}\.?$/i;
const TYPE = /^(A|AAAA|CNAME|PTR|SRV|TXT|MX|NS|SOA|HTTPS|SVCB|ANY|NAPTR|CAA|DS|DNSKEY|TYPE\d+)$/i;
const CODE = /^(NOERROR|NXDOMAIN|SERVFAIL|REFUSED|FORMERR|NOTIMP|YXDOMAIN|NOTAUTH|NOTZONE|BADVERS)$/i;
const STATUS =
  /^(ok|okay|up|down|error|degraded|healthy|unhealthy|warning|warn|critical|fail|failed|failing|passing|success|firing|resolved|alarm|normal)$/i;

const isName = (value: string): boolean => NAME.test(value) && !isAddress(value);

const LOOKS: Readonly<Record<Look, (value: string) => boolean>> = {
  time: readsAsTime,
  address: isAddress,
  addresses: (value) => partsOf(value).some(isAddress),
  name: isName,
  alias: isName,
  type: (value) => TYPE.test(value),
  code: (value) => CODE.test(value),
  'code number': (value) => /^([0-9]|1\d|2[0-3])$/.test(value),
  status: (value) => STATUS.test(value),
  port: (value) => /^\d{1,5}$/.test(value) && Number(value) <= 65_535,
  number: (value) => /^-?\d+(\.\d+)?$/.test(value),
  id: (value) => /^[\w:./-]{1,200}$/.test(value),
  word: () => true,
};

/** The share of the values, from 0 to 1, that look so; 0 where there is none. */
export function shareThatLooks(values: readonly string[], look: Look): number {
  return values.length === 0 ? 0 : values.filter(LOOKS[look]).length / values.length;
}

/** The values in a cell that lists several. */
export function partsOf(cell: string): readonly string[] {
  return cell.split(/[\s,;|[\]"']+/).filter((part) => part !== '');
}

/** Whether a text is a DNS name of at least two labels. */
export const looksLikeName = LOOKS.name;
/** Whether a text is the name of a record type. */
export const looksLikeType = LOOKS.type;
