import type { Told } from './mapped.ts';

/** A connection in short, `tcp 10.0.0.1:443 > 10.0.0.2:5000 nginx/812 listen`; or why there is none. */
export function short(told: Told): string {
  if ('skip' in told) return `skipped: ${told.skip}`;
  if ('reject' in told) return `rejected: ${told.reject}`;
  return told
    .map(({ protocol, src_ip, src_port, dst_ip, dst_port, process_name, pid, role }) =>
      [
        protocol,
        `${src_ip}:${src_port}`,
        dst_ip === undefined ? '' : `> ${dst_ip}:${dst_port}`,
        process_name === undefined && pid === undefined ? '' : `${process_name ?? ''}/${pid ?? ''}`,
        role,
      ]
        .filter(Boolean)
        .join(' '),
    )
    .join('; ');
}

/** A column of the first row; undefined where there is no row. */
export function column(told: Told, name: string): string | undefined {
  return 'skip' in told || 'reject' in told ? undefined : told[0]?.[name];
}
