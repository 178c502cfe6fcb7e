import type { EvidenceFile } from '../adapter.ts';

/** The cluster that a file is of, where its folder says so: `cluster=NAME`. */
export function clusterOf(file: EvidenceFile): string | null {
  return file.key('cluster') ?? null;
}

/** A name in its cluster (or data centre), where that is known: several use the same names. */
export function inCluster(name: string, cluster: string | null): string {
  return cluster === null ? name : `${cluster}/${name}`;
}
