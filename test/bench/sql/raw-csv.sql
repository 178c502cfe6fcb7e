-- Every file as a table, as plainly as DuckDB can: types guessed, nothing checked, nothing kept of where a row came from.
create table dns_request as from read_csv('dns-requests-*.csv');
create table dns_response as from read_csv('dns-responses-*.csv');
create table vm_inventory as from read_csv('vm-inventory.csv');
create table ip_inventory as from read_csv('ip-inventory.csv');
create table service_tree as from read_csv('service-tree.csv');
checkpoint;
