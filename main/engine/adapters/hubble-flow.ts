import type { RecordAdapter } from './adapter.ts';
import { hubbleDns } from './hubble-dns.ts';

/**
 * Cilium Hubble flows (`hubble observe -o json`), as they are or in `flow`: packets of layer 4, and of layer 7 whatever is not DNS, as parts of
 * connections between pods (parts/hubble-connection.ts), where they were answered (parts/handshakes.ts). DNS in the same file is read as in hubble-dns. Lacks: process.
 * Fields: Cilium API, flow.proto (Flow, Layer4).
 */
export const hubbleFlow: RecordAdapter = {
  reads: 'objects',
  format: 'hubble-flow',
  kind: 'connection',
  fits: (sample) =>
    [
      ['flow.l4', 'flow.verdict', 'flow.IP.source'],
      ['l4', 'verdict', 'IP.source'],
    ].some((paths) => paths.every((path) => sample.outline.has(path))) && hubbleDns.fits(sample) === false,
  open: (file) => hubbleDns.open(file),
};
