import type { RecordAdapter } from './adapter.ts';
import { zeekDns } from './zeek-dns.ts';

/**
 * Zeek conn.log: one record a connection, seen on the network, as TSV by its own header or as JSON in its variants, with time, duration and the
 * originator (parts/zeek-connection.ts). Records of dns.log in the same file are read as lookups. Lacks: host, process.
 * Fields: Zeek, base/protocols/conn/main.zeek.
 */
export const zeekConn: RecordAdapter = {
  reads: 'objects',
  format: 'zeek-conn',
  kind: 'connection',
  fits: (sample) =>
    ['conn_state', 'uid', 'proto'].every((key) => sample.outline.has(key)) &&
    ['id.orig_h', 'id_orig_h'].some((key) => sample.outline.has(key)) &&
    zeekDns.fits(sample) === false,
  open: (file) => zeekDns.open(file),
};
