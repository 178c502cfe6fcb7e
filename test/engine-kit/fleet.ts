import { csv, type Files } from './with-case.ts';

/** A day for tiny evidence: `at('10:00:00')` on it. */
export const at = (clock: string): string => `2026-03-04T${clock}Z`;

/** The instant of a clock time of that day, in microseconds. */
export const micros = (clock: string): number => Date.parse(at(clock)) * 1000;

/**
 * Three services of one instance each: `web` (source c-web, address 10.0.0.1), `shop` (c-shop, 10.0.0.2), `data` (c-data, 10.0.0.3),
 * all of them valid for ever, in regions East, East and West. A test adds or replaces files.
 */
export const FLEET: Files = {
  'vm.csv': csv(
    'container_id,subscription_id,resource_id,location,valid_from,valid_to',
    'c-web,sub-web,r-web,East,,',
    'c-shop,sub-shop,r-shop,East,,',
    'c-data,sub-data,r-data,West,,',
  ),
  'ip.csv': csv(
    'ip,subscription_id,resource_id,region,valid_from,valid_to',
    '10.0.0.1,sub-web,r-web,East,,',
    '10.0.0.2,sub-shop,r-shop,East,,',
    '10.0.0.3,sub-data,r-data,West,,',
  ),
  'tree.csv': csv(
    'service_id,service_name,subscription_id,valid_from,valid_to',
    'web,Web,sub-web,,',
    'shop,Shop,sub-shop,,',
    'data,Data,sub-data,,',
  ),
};

export const REQUESTS = 'timestamp,request_id,source_container_id,fqdn,query_type';
export const RESPONSES = 'timestamp,request_id,source_container_id,fqdn,query_type,response_code,answer_ip';

/** `web` asks for `shop`, `data` for `web`, and `shop` for `data`, once each, ten seconds apart. */
export const RING: Files = {
  'requests.csv': csv(
    REQUESTS,
    `${at('10:00:00')},q1,c-web,shop.example,A`,
    `${at('10:00:10')},q2,c-data,web.example,A`,
    `${at('10:00:20')},q3,c-shop,data.example,A`,
  ),
  'responses.csv': csv(
    RESPONSES,
    `${at('10:00:00')},q1,c-web,shop.example,A,NOERROR,10.0.0.2`,
    `${at('10:00:10')},q2,c-data,web.example,A,NOERROR,10.0.0.1`,
    `${at('10:00:20')},q3,c-shop,data.example,A,NOERROR,10.0.0.3`,
  ),
};
