import type { Fields } from '../evidence/json-parse.ts';
import type { EvidenceFile, Mapped, RecordAdapter } from './adapter.ts';
import { firstText, isAddress } from './fields.ts';
import { resourceRows } from './parts/resource.ts';
import { serviceOfOwner, serviceOfTags } from './parts/service-tags.ts';

const ADDRESS = ['address', 'ip address'];
const MARKS = [
  'vrf',
  'status',
  'tenant',
  'dns_name',
  'dns name',
  'virtual_machine',
  'virtual machine',
  'device',
  'assigned',
];

/**
 * IP addresses of NetBox as CSV, by the names of the import or those of the screen's columns. An address belongs to its virtual machine or
 * device, else to itself; the subscription is the tenant, else the site, else `netbox`. The service by a column or custom field
 * (service, application, app), else it is the machine by its name. Lacks: validity. Fields: NetBox documentation, IP Addresses.
 */
export const netbox: RecordAdapter = {
  reads: 'objects',
  format: 'netbox',
  kind: 'ip_inventory',
  snapshot: true,
  fits: ({ shape, columns, records }) => {
    const address = columns.find((name) => ADDRESS.includes(name));
    const marks = MARKS.filter((name) => columns.includes(name));
    if (shape !== 'csv' || address === undefined || marks.length < 3) return false;
    return records.some((record) => /\/\d{1,3}$/.test(firstText(named(record)[address]) ?? '')) ? true : 'likely';
  },
  open:
    (file) =>
    ({ fields }) =>
      addressRows(named(fields), file),
};

function addressRows(row: Fields, file: EvidenceFile): Mapped {
  const cidr = firstText(...ADDRESS.map((name) => row[name]));
  if (cidr === null) return { reject: 'address is missing' };
  const ip = cidr.replace(/\/\d{1,3}$/, '');
  if (!isAddress(ip)) return { reject: `address "${cidr}" is not an IP address` };
  if (/^(deprecated|reserved)$/i.test(firstText(row.status) ?? '')) return { skip: 'addresses that are not in use' };
  const machine = firstText(row.virtual_machine, row['virtual machine'], row.device, row.parent);
  const own = Object.fromEntries(Object.entries(row).map(([name, value]) => [name.replace(/^cf_/, ''), value]));
  return {
    rows: resourceRows(
      {
        subscription: firstText(row.tenant, row.site) ?? 'netbox',
        resource: machine ?? ip,
        ids: [machine],
        addresses: [{ ip, kind: firstText(row.role)?.toLowerCase() ?? 'address' }],
        region: firstText(row.region, row.site),
        service: serviceOfTags(own) ?? serviceOfOwner(machine, 'name of the machine'),
      },
      file,
    ),
  };
}

/** A row with the names of its columns in lower case. */
function named(row: Fields): Fields {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name.toLowerCase().trim(), value]));
}
