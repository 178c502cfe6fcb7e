-- One row per address and time in which the IP inventory calls it one that many share: behind it stand others, whom the address does not tell.
-- forwards: it hands connections on, to another port perhaps, so that who listens are those behind it.
create or replace temp view shared_address as
select address, valid_from, valid_to, kind in (
  'loadbalancer', 'networkloadbalancer', 'lb', 'alb', 'nlb', 'elb', 'vip', 'virtualip', 'service', 'serviceaddress', 'serviceip', 'clusterip', 'externalip', 'anycast',
  'dnat') as forwards
from (select *, regexp_replace(lower(address_kind), '[ _-]', '', 'g') as kind from kept('ip_inventory'))
where kind in (
  'loadbalancer', 'lb', 'alb', 'nlb', 'elb', 'vip', 'virtualip', 'service', 'serviceaddress', 'serviceip', 'clusterip', 'externalip', 'anycast',
  'nat', 'natgateway', 'snat', 'dnat', 'proxy', 'reverseproxy', 'ingress', 'egress', 'gateway', 'internetgateway', 'shared');
