-- Each side of an MBA has a group of its own now; at the start its people are put into it as into that of the unit.
update unit_person set applied = false
where applied = true and valid_to is null
    and unit_id in (select id from unit where type = 'MBA' and closed_on is null);
