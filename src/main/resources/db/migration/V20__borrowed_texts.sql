-- whether the text is the wording approved for the obstacle the unit joined, and goes when that goes
alter table obstacle add column text_borrowed boolean default false not null;

update obstacle set text_borrowed = true where joins_id is not null and exists (
    select 1 from obstacle target where target.id = obstacle.joins_id and target.published_text = obstacle.text);

-- taken back or withdrawn before such copies went along
update obstacle set text = '[Teksten er slettet]' where joins_id is not null and text is not null and exists (
    select 1 from obstacle target where target.id = obstacle.joins_id and target.published_text is null);
