-- A line of a queue names what it is about from a column, not out of the whole definition, row by row.
alter table micro_credential_version add column title text generated always as (definition->>'title') stored not null;

-- What an evaluator decided, the latest first.
create index evaluation_decided_by on evaluation (evaluator_id, decided_at desc, id desc) where state = 'decided' and anchor_id is null;
