-- The rows of one lookup: its request, responses and answers.
select l.time, l.source, l.name, l.type, l.request_evidence_id, l.request_line, l.answered, l.response_code, l.address,
  l.response_evidence_id, l.response_line, l.client_segment, l.server_segment, epoch_us(l.time) as at
from lookup l where l.lookup_id = $lookup order by l.response_evidence_id, l.response_line, l.address;
