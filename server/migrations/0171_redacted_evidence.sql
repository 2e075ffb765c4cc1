-- When parts of a picture were last covered by its earner; the picture before that is gone.
alter table evidence_item add column redacted_at timestamptz;
