-- The big set's CSV files in the working folder, with the types that a person who knows them would give.
create temp view dns_request as from read_csv('dns-requests-*.csv', header = true, delim = ',', quote = '"', auto_detect = false, columns = {
  'timestamp': 'timestamp', 'request_id': 'varchar', 'source_container_id': 'varchar', 'fqdn': 'varchar', 'query_type': 'varchar'});
create temp view dns_response as from read_csv('dns-responses-*.csv', header = true, delim = ',', quote = '"', auto_detect = false, columns = {
  'timestamp': 'timestamp', 'request_id': 'varchar', 'source_container_id': 'varchar', 'fqdn': 'varchar', 'query_type': 'varchar',
  'response_code': 'varchar', 'answer_ip': 'varchar'});
create temp view vm_inventory as from read_csv('vm-inventory.csv', header = true, delim = ',', quote = '"', auto_detect = false, columns = {
  'container_id': 'varchar', 'subscription_id': 'varchar', 'location': 'varchar', 'host': 'varchar',
  'valid_from': 'timestamp', 'valid_to': 'timestamp'});
create temp view ip_inventory as from read_csv('ip-inventory.csv', header = true, delim = ',', quote = '"', auto_detect = false, columns = {
  'ip': 'varchar', 'subscription_id': 'varchar', 'region': 'varchar', 'kind': 'varchar', 'valid_from': 'timestamp', 'valid_to': 'timestamp'});
create temp view service_tree as from read_csv('service-tree.csv', header = true, delim = ',', quote = '"', auto_detect = false, columns = {
  'service_id': 'varchar', 'service_name': 'varchar', 'instance_id': 'varchar', 'subscription_id': 'varchar',
  'valid_from': 'timestamp', 'valid_to': 'timestamp'});
