-- What keys, status lists and awards need beyond 0006.

-- A revocation knows its place in the status list, so that a list is built from its own few rows however many awards there are.
alter table award_revocation
  add column status_list_id uuid not null references status_list,
  add column status_index   int not null;
create index award_revocation_by_list on award_revocation (status_list_id, status_index);

-- A stack may be earned again after its badge was revoked; awarding asks under a lock (awards/award-stacks.ts).
drop index award_once_per_stack;
create index award_by_earner_and_stack on award (earner_id, stack_id) where stack_id is not null;

-- My awards and an issuer's, newest first: ids carry the time.
create index award_by_earner_and_id on award (earner_id, id desc);
create index award_by_issuer_and_id on award (issuer_id, id desc);
create index award_by_stack on award (stack_id) where stack_id is not null;

-- An issuer looks for awards by the earner's name.
create index person_by_name on person using gin (name gin_trgm_ops);
