-- The library of one's own items: removed with a way back, known where it is used, its bytes looked after.

-- The places a removed item was taken from, so that it can be put back: [{journeyId, partId, requirementId, position, shared}].
alter table evidence_item add column removed_from jsonb not null default '[]';
create index evidence_item_removed on evidence_item (removed_at) where removed_at is not null;

-- Which items a submission holds, read from its snapshot and nothing else. No reference to the item: the submission outlives it.
create table submission_evidence (
  submission_id uuid not null references submission,
  evidence_id   uuid not null,
  primary key (submission_id, evidence_id)
);
create index submission_evidence_by_item on submission_evidence (evidence_id);

create function list_submitted_evidence() returns trigger language plpgsql as $$
begin
  insert into submission_evidence
    select distinct new.id, (item ->> 'id')::uuid from jsonb_array_elements(new.snapshot -> 'evidence') item;
  return null;
end $$;
create trigger list_evidence after insert on submission for each row execute function list_submitted_evidence();
insert into submission_evidence
  select distinct submission.id, (item ->> 'id')::uuid from submission, jsonb_array_elements(snapshot -> 'evidence') item;
select make_append_only('submission_evidence');

-- Objects of the store that no row needs any more. Whoever deletes the row that named one leaves it here, in the same transaction;
-- a job takes it out of the store. One being written stands here, too, due later, until a row names it: a crash leaves no orphan.
create table unneeded_object (
  storage_key text primary key,
  due_at      timestamptz not null default now()
);
create index unneeded_object_due on unneeded_object (due_at);

create function let_go_of_object() returns trigger language plpgsql as $$
begin
  insert into unneeded_object (storage_key) values (to_jsonb(old) ->> tg_argv[0])
    on conflict (storage_key) do update set due_at = now();
  return null;
end $$;
create trigger let_go after delete on file for each row execute function let_go_of_object('storage_key');
-- an upload that became a file shares its object with it
create trigger let_go after delete on upload for each row when (old.file_id is null) execute function let_go_of_object('id');

-- When a file's bytes were last compared with its checksum, and what was found wrong.
alter table file
  add column checked_at timestamptz not null default now(),
  add column damage text check (damage in ('missing', 'changed'));
create index file_by_check on file (checked_at);
create index file_damaged on file (id) where damage is not null;
