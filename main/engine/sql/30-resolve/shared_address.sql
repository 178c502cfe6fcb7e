-- One row per address and time in which the IP inventory calls it one that many share: behind it stand others, whom the address does not tell.
create or replace temp view shared_address as
select address, valid_from, valid_to from kept('ip_inventory')
where regexp_replace(lower(address_kind), '[ _-]', '', 'g') in (
  'loadbalancer', 'lb', 'alb', 'nlb', 'elb', 'vip', 'virtualip', 'service', 'serviceaddress', 'serviceip', 'clusterip', 'externalip', 'anycast',
  'nat', 'natgateway', 'snat', 'dnat', 'proxy', 'reverseproxy', 'ingress', 'egress', 'gateway', 'internetgateway', 'shared');
