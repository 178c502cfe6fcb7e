-- Random draws of the big set: hash of what is drawn and for whom, so that any row can be made without the ones before it.
create macro draw(what, who, below) as (hash(what, who, getvariable('seed')) % below)::int;
create macro day_start() as 1780272000000000;
create macro day() as 86400000000;
create macro id_of(what, who) as md5(what || '/' || who || '/' || getvariable('seed'))::uuid::varchar;
-- Of 20,000 slots for containers every tenth is replaced once in the day; of 20,000 addresses the first 10,000 change hands once.
create macro replaced(slot) as slot % 10 = 0;
create macro moves(slot) as slot < 10000;
create macro change_at(what, slot) as day_start() + day() // 10 + (hash(what, slot, getvariable('seed')) % 69120000)::bigint * 1000;
create macro container(slot, life) as replace(id_of('container ' || life, slot), '-', '');
create macro address(slot) as '10.' || (64 + slot // 62500) || '.' || (slot // 250 % 250) || '.' || (slot % 250 + 2);
create macro region(slot) as ['East', 'West', 'North', 'South'][slot // 500 % 4 + 1];
-- A slot's service is its number modulo 500; an address that moved belongs to a neighbour from then on.
create macro next_service(slot) as (slot + 1 + slot // 500) % 500;
-- The seventh subscription in each twenty passes to another service in the middle of the day.
create macro subscription(service, nth) as id_of('subscription ' || nth, service);
create macro handed_over(service, nth) as (service * 2 + nth) % 10 = 7;
