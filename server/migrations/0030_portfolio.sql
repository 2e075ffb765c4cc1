-- What journeys and submissions need beyond 0004: passed parts that stay passed, and which files a submission holds.

-- Parts that passed in an earlier attempt: they are carried into the next one and can no longer be written in.
alter table journey add column passed_parts text[] not null default '{}';

-- Lists of one's journeys by state, newest first.
create index journey_by_earner_and_id on journey (earner_id, id desc);

-- Which files a submission holds, so that looking at one can be allowed without reading the snapshot.
create table submission_file (
  submission_id uuid not null references submission,
  file_id       uuid not null references file,
  primary key (submission_id, file_id)
);
create index submission_file_by_file on submission_file (file_id);
select make_append_only('submission_file');

create index submission_by_journey on submission (journey_id, attempt desc);

-- Uploads nobody finished are found by age.
create index upload_unfinished on upload (created_at) where file_id is null;
-- The kind of evidence the earner says it will be; decides which types are taken.
alter table upload add column kind text not null check (kind in ('image', 'document', 'audio', 'video'));

-- Items of the library, newest first, without those removed.
create index evidence_item_in_library on evidence_item (earner_id, id desc) where removed_at is null;
