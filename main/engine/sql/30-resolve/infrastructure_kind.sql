-- What an inventory's word for an address makes of a source there that is no client; null where it may be one.
create or replace temp macro infrastructure_kind(word) as case
  when regexp_replace(lower(word), '[ _-]', '', 'g') in ('nat', 'natgateway', 'natinstance', 'cloudnat', 'snat', 'dnat', 'egressip', 'egressgateway') then 'nat'
  when regexp_replace(lower(word), '[ _-]', '', 'g') in ('proxy', 'forwardproxy', 'reverseproxy', 'webproxy', 'dnsproxy') then 'proxy'
  when regexp_replace(lower(word), '[ _-]', '', 'g') in ('loadbalancer', 'networkloadbalancer', 'gatewayloadbalancer', 'applicationloadbalancer', 'lb', 'alb', 'nlb', 'elb') then 'load-balancer'
  when regexp_replace(lower(word), '[ _-]', '', 'g') in ('resolver', 'dnsresolver', 'resolverendpoint', 'dnsserver', 'dns', 'nameserver', 'dnscache', 'nodelocaldns') then 'resolver'
  when regexp_replace(lower(word), '[ _-]', '', 'g') in ('forwarder', 'dnsforwarder') then 'forwarder'
end;
