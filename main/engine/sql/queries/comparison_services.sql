-- One row per service that a window holds for certain and what the records of the other window say of its keys, with an example.
select e.services as service, e.change, count(*) as keys, min(e.segment_no) as segment, arg_min(e.other_segment, e.segment_no) as "otherSegment",
  arg_min({'source': e.tree_source, 'line': e.tree_line}, e.segment_no)['source'] as "treeSource",
  arg_min({'source': e.tree_source, 'line': e.tree_line}, e.segment_no)['line'] as "treeLine", min(e.other_services) as "otherServices"
from {ends} e where e.state = 'owned' group by all order by service, change;
