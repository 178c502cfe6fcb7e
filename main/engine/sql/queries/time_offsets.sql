-- How far apart what two sources know stands in their times, where enough of it says so.
select told, a, b, seen, middle, low, high from time_offset order by a, b, told, middle;
