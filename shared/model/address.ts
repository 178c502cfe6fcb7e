import ipaddr from 'ipaddr.js';

/** Whether a text is an IP address. */
export function isAddress(value: string | null | undefined): value is string {
  return (
    value !== null &&
    value !== undefined &&
    ipaddr.isValid(value) &&
    (value.includes(':') || value.split('.').length === 4)
  );
}
