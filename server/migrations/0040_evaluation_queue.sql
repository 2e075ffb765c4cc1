-- What the queue is filtered by stands on its own rows, so that a page of it is one index walk; and whose work released scores are.

alter table evaluation
  add column earner_id           uuid references person,
  add column micro_credential_id uuid references micro_credential,
  add column version_id          uuid references micro_credential_version,
  add column attempt             int,
  -- who set the scores that stand; they go when somebody else takes the evaluation
  add column scored_by           uuid references person;

update evaluation set (earner_id, micro_credential_id, version_id, attempt, scored_by) =
  (select s.earner_id, j.micro_credential_id, s.version_id, s.attempt, evaluation.evaluator_id
   from submission s join journey j on j.id = s.journey_id where s.id = evaluation.submission_id);

alter table evaluation
  alter column earner_id           set not null,
  alter column micro_credential_id set not null,
  alter column version_id          set not null,
  alter column attempt             set not null,
  -- an evaluator never scores own work: the last line of defence
  add constraint never_own_work check (evaluator_id is distinct from earner_id);

create index evaluation_queue_by_micro_credential on evaluation (issuer_id, micro_credential_id, queued_at, id) where state = 'waiting';
-- a lead's list: what is in hand, what was decided
create index evaluation_by_issuer on evaluation (issuer_id, state, queued_at, id);
create index evaluation_in_hand on evaluation (evaluator_id, taken_at, id) where state = 'taken';
drop index evaluation_by_evaluator;

-- A decided evaluation and its scores are what the decision was made from: they stand.
create function refuse_change_after_decision() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'evaluation' then
    if old.state = 'decided' then
      raise exception 'evaluation % is decided: % refused', old.id, tg_op using errcode = 'restrict_violation';
    end if;
  elsif exists (select from evaluation where id = coalesce(old.evaluation_id, new.evaluation_id) and state = 'decided') then
    raise exception 'evaluation % is decided: % of a score refused', coalesce(old.evaluation_id, new.evaluation_id), tg_op
      using errcode = 'restrict_violation';
  end if;
  return coalesce(new, old);
end $$;
create trigger decided_stands before update or delete on evaluation for each row execute function refuse_change_after_decision();
create trigger decided_stands before insert or update or delete on score for each row execute function refuse_change_after_decision();
