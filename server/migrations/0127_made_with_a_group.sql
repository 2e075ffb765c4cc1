-- An item that a team made together, said so by who keeps it: it counts as the team's artifact whatever its bytes.
alter table evidence_item add column made_with_group uuid references peer_group on delete set null;
create index evidence_item_by_group on evidence_item (made_with_group) where made_with_group is not null;

create or replace function keep_artifacts() returns trigger language plpgsql as $$
begin
  insert into submission_artifact (submission_id, part_id, mark)
    select new.id, made.part_id, made.mark from marks_of_artifacts(new.snapshot) made
    union
    -- not in the snapshot: who reads that is not to learn of the group
    select new.id, held->>'partId', 'team:' || item.made_with_group
    from jsonb_array_elements(new.snapshot->'evidence') held
    join evidence_item item on item.id = (held->>'id')::uuid
    where item.made_with_group is not null;
  return null;
end $$;
