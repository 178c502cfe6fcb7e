-- Whether a port is one that services listen on by custom: the system ports, and registered ports of common servers (IANA; what their makers set).
create or replace temp macro well_known_port(port) as port between 1 and 1023 or port in (
  1433, 1521, 2049, 2181, 2375, 2376, 2379, 2380, 3000, 3128, 3306, 3389, 4222, 5000, 5044, 5432, 5601, 5671, 5672, 5984, 5985, 5986, 6379, 6443, 6432,
  7000, 7001, 7077, 7474, 7687, 8000, 8008, 8080, 8081, 8086, 8088, 8123, 8125, 8161, 8200, 8300, 8301, 8443, 8500, 8600, 8888, 9000, 9042, 9090, 9091,
  9092, 9093, 9100, 9160, 9200, 9300, 9411, 9418, 9443, 10250, 11211, 15672, 16686, 26257, 27017, 27018, 28015);
