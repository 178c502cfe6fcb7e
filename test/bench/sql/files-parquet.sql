-- The big set's Parquet files in the working folder.
create temp view dns_request as select * replace ("timestamp"::timestamp as "timestamp") from read_parquet('dns-requests-*.parquet');
create temp view dns_response as select * replace ("timestamp"::timestamp as "timestamp") from read_parquet('dns-responses-*.parquet');
create temp view vm_inventory as select * replace (valid_from::timestamp as valid_from, valid_to::timestamp as valid_to) from read_parquet('vm-inventory.parquet');
create temp view ip_inventory as select * replace (valid_from::timestamp as valid_from, valid_to::timestamp as valid_to) from read_parquet('ip-inventory.parquet');
create temp view service_tree as select * replace (valid_from::timestamp as valid_from, valid_to::timestamp as valid_to) from read_parquet('service-tree.parquet');
