-- The UTC instant of a text, where nothing is declared of the times of the file that is being read but their zone (see declare_moment).
create or replace temp macro moment(text) as instant(text, getvariable('zone'));
