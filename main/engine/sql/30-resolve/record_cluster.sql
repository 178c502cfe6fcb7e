-- One row per inventory record that tells in which cluster it holds.
create or replace temp view record_cluster as
select distinct evidence_id, record, cluster from vm_inventory where cluster is not null;
