import type { Citation } from '../../shared/model/evidence.ts';
import { selectRecord } from '../store/select.ts';
import { count, fileName } from '../words/format.ts';

/** A place in the evidence, `file : line`; it opens the line in the inspector. */
export function Cite({ citation }: { readonly citation: Citation }) {
  return (
    <button type="button" className="cite" title={citation.path} onClick={() => selectRecord(citation)}>
      <span className="cite-file">{fileName(citation.path)}</span>
      <span className="cite-line"> : {count(citation.line)}</span>
    </button>
  );
}
