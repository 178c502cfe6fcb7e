-- Every file as a table, as plainly as DuckDB can: nothing checked, nothing kept of where a row came from.
create table dns_request as from read_parquet('dns-requests-*.parquet');
create table dns_response as from read_parquet('dns-responses-*.parquet');
create table vm_inventory as from read_parquet('vm-inventory.parquet');
create table ip_inventory as from read_parquet('ip-inventory.parquet');
create table service_tree as from read_parquet('service-tree.parquet');
checkpoint;
