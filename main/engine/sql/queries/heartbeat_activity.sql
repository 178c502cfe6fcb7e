-- One row per silence of a runtime (`nth`) and way in which it is seen to act: how often in a time before it (`earlier`) and within it, the
-- first and last record within it, and whether the files that showed it before go on within it. What others say of a TCP connection to it counts
-- where the connection is new: the end of a dead machine can stay open for long. Logs with a record for either direction tell of an answer by
-- the record of the answer alone, which is its own act. What a record says of health beside its beats is no other evidence. What failed between the last
-- beat and the silence, and did not end or become well before, fails as the silence begins. Beats of what has no key of one resource but its own
-- are its own under another name; where its name is that of one program, others may run beside it.
with silence as (
  select s.nth, r.runtime_no, r.name, r.program, make_timestamp(s.earlier) as earlier, make_timestamp(s.heard) as heard, make_timestamp(s.began) as began, make_timestamp(s."from") as from_time, make_timestamp(s."to") as to_time
  from (select unnest(from_json($silences, '[{"nth":"INTEGER","name":"VARCHAR","earlier":"BIGINT","heard":"BIGINT","began":"BIGINT","from":"BIGINT","to":"BIGINT"}]')) as s)
  join runtime r on r.name = s.name
), told as (
  from kept('health_event') anti join heartbeat using (evidence_id, record)
), key as (
  select s.nth, k.side, k.key, greatest(k.valid_from, least(s.earlier, s.heard)) as from_time, least(k.valid_to, s.to_time) as to_time
  from silence s join runtime_key k using (runtime_no) where k.certain and k.valid_from < s.to_time and s.earlier < k.valid_to
), said as (
  select k.nth, h.time, h.until_time, h.status, h.kind, h.evidence_id, h.record, h.line
  from key k join told h on h.time >= k.from_time and h.time < k.to_time and (k.side = 'source' and h.source_id = k.key or k.side = 'address' and h.address = k.key)
  union
  select s.nth, h.time, h.until_time, h.status, h.kind, h.evidence_id, h.record, h.line
  from silence s join told h on (s.name in (h.instance_id, h.service_id) or lower(s.name) = h.host) and h.time >= least(s.earlier, s.heard) and h.time < s.to_time
), standing as (
  select s.nth, s.from_time, arg_max(row(h.evidence_id, h.record, h.line), (h.time, h.status = 'ok')) as record, arg_max(h.status <> 'ok' and coalesce(h.until_time >= s.began, true), (h.time, h.status = 'ok')) as fails
  from silence s join said h using (nth) where h.time >= s.heard and h.time < s.from_time group by s.nth, s.from_time, h.kind
), beside as (
  select distinct k.nth, o.runtime_no, greatest(k.from_time, o.valid_from) as from_time, least(k.to_time, o.valid_to) as to_time
  from silence s join key k using (nth) join runtime_key o on o.side = k.side and o.key = k.key and o.certain and o.valid_from < k.to_time and k.from_time < o.valid_to
  where o.runtime_no <> s.runtime_no and not s.program
), single as (
  select side, key from ownership group by all having count(distinct resource_id) <= 1
), wider as (
  select distinct b.nth, b.runtime_no from beside b join runtime_key o on o.runtime_no = b.runtime_no and o.valid_from < b.to_time and b.from_time < o.valid_to
  semi join single m on m.side = o.side and m.key = o.key
  anti join key k on k.nth = b.nth and k.side = o.side and k.key = o.key
), alias as (
  from beside anti join wider using (nth, runtime_no)
), met as (
  select k.nth, s.from_time, c.* from silence s join key k using (nth) join kept('connection') c
    on c.dst_address = k.key and k.side = 'address' and c.time >= s.from_time and c.time < k.to_time
  anti join (select evidence_id from evidence where format in ('aws-vpc-flow', 'gcp-vpc-flow')) using (evidence_id)
  where short_protocol(c.protocol) = 'tcp'
), acted as (
  select s.nth, a.what, a.time, a.evidence_id, a.record, a.line
  from runtime_act(from_json($names, '["VARCHAR"]'), make_timestamp($from), make_timestamp($to)) a join silence s using (runtime_no)
  where a.time >= s.earlier and a.time < s.to_time
  union
  select nth, 'connection', time, evidence_id, record, line from met m where not exists (
    select 1 from connection o where o.src_address = m.src_address and o.src_port = m.src_port and o.dst_address = m.dst_address and o.dst_port = m.dst_port and o.time < m.from_time)
  union
  select nth, case status when 'ok' then 'healthy' else 'failing' end, time, evidence_id, record, line from said
  union
  select nth, 'failing', from_time, record[1], record[2], record[3] from standing where fails
  union
  select a.nth, 'beat', b.time, b.evidence_id, b.line, b.line from alias a join beat b on b.emitter_no = a.runtime_no and b.time >= a.from_time and b.time < a.to_time
  where b.detector_no <> b.emitter_no
  union all
  select s.nth, 'detector', b.time, b.evidence_id, b.line, b.line from silence s join beat b on b.detector_no = s.runtime_no and b.time >= s.earlier and b.time < s.to_time
), going as (
  select distinct s.nth, l.evidence_id from silence s join log_span l
    on l.minute_from * 60000000::bigint <= epoch_us(s.from_time) and l.minute_to * 60000000::bigint >= epoch_us(s.to_time)
  union
  select distinct s.nth, c.evidence_id from silence s join connection c on c.time >= s.from_time and c.time < s.to_time
), counted as (
  select a.nth, a.what, count(*) filter (a.time < s.began) as before, count(*) filter (a.time >= s.from_time) as within,
    bool_or(a.time < s.began and g.nth is not null) as goes_on,
    min(row(a.time, a.evidence_id, a.record, a.line)) filter (a.time >= s.from_time) as first, max(row(a.time, a.evidence_id, a.record, a.line)) filter (a.time >= s.from_time) as last
  from acted a join silence s using (nth) left join going g on g.nth = a.nth and g.evidence_id = a.evidence_id
  group by a.nth, a.what
)
select c.nth, c.what, c.before, c.within, c.goes_on, epoch_us(c.first[1]) as first, epoch_us(c.last[1]) as last,
  e.path, c.first[2] as evidence_id, coalesce(c.first[4], q.line, p.line) as line
from counted c left join evidence e on e.evidence_id = c.first[2]
left join dns_request q on c.what = 'lookup' and q.evidence_id = c.first[2] and q.record = c.first[3]
left join (select evidence_id, record, min(line) as line from dns_response semi join (select first[2] as evidence_id, first[3] as record from counted) using (evidence_id, record) group by all) p
  on c.what = 'lookup' and p.evidence_id = c.first[2] and p.record = c.first[3]
order by c.nth, c.what;
