-- What the submission says of each file: whether the earner put it on the badge, and whether students appear (then each look is recorded).
alter table submission_file add column shared boolean not null default false;
alter table submission_file add column shows_students boolean not null default false;

-- An upload belongs to one node at a time: a lease that its holder renews, so that a crashed node gives it up by itself.
alter table upload add column lease uuid;
alter table upload add column lease_until timestamptz;
-- another request waits for it
alter table upload add column lease_wanted boolean not null default false;

-- Files that became evidence nowhere are found by age.
create index file_by_age on file (created_at);
