-- How far apart what two sources know stands in their times, and how much speaks for it.
select told, a, b, seen, asked, names, rival, middle, low, high from time_offset order by a, b, told, middle;
