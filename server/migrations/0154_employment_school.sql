-- Employment names the school, and Human Resources look people up by what they recorded.

alter table employment add column school_id uuid references organization;

-- The number that payroll pays by: the last one recorded, unless a later record for the same day stands in its place.
create view hr_number with (security_invoker = true) as
  select distinct on (recognizer_id, educator_id) recognizer_id, educator_id, hr_identifier
  from employment e
  where hr_identifier is not null and not exists (
    select from employment later
    where later.recognizer_id = e.recognizer_id and later.educator_id = e.educator_id
      and later.effective_on = e.effective_on and later.id > e.id)
  order by recognizer_id, educator_id, effective_on desc, id desc;
