-- Erasure of a person's data: asked for, to be taken back for some days, then done step by step by a job that goes on where it was.

create table erasure (
  id         uuid primary key default uuidv7(),
  person_id  uuid not null references person,
  state      text not null default 'waiting' check (state in ('waiting', 'under-way', 'done', 'taken-back')),
  asked_at   timestamptz not null,
  -- from when it is done; until then it can be taken back
  due_at     timestamptz not null,
  -- SHA-256 of the token in the mailed link that takes it back, and later shows the receipt
  token_hash bytea not null unique,
  begun_at   timestamptz,
  ended_at   timestamptz,
  check ((state in ('done', 'taken-back')) = (ended_at is not null))
);
create unique index erasure_open_once on erasure (person_id) where state in ('waiting', 'under-way');
create index erasure_by_person on erasure (person_id, id desc);
create index erasure_due on erasure (due_at) where state in ('waiting', 'under-way');

-- What went, step by step; a step and its row share a transaction. Together they are the receipt.
create table erasure_step (
  erasure_id uuid not null references erasure,
  step       text not null,
  gone       int not null check (gone >= 0),
  done_at    timestamptz not null default now(),
  primary key (erasure_id, step)
);
select make_append_only('erasure_step');

-- What stays of a person is this row, without name and address: awards, ledger and audit hang on its id.
alter table person add column erased_at timestamptz;

-- A transaction that names an erasure under way.
create function is_erasing() returns boolean language plpgsql stable as $$
begin
  return exists (select from erasure where id = nullif(current_setting('brevet.erasing', true), '')::uuid and state = 'under-way');
end $$;

-- Append-only but for the columns named, which an erasure may blank. Rows never go, and nothing else in them changes.
create function refuse_change_but_erasure() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and is_erasing() and to_jsonb(new) - tg_argv = to_jsonb(old) - tg_argv then
    return new;
  end if;
  raise exception '% is append-only: % refused', tg_table_name, tg_op using errcode = 'restrict_violation';
end $$;

-- Lets an erasure blank these columns of an append-only table.
create function let_erasure_blank(target regclass, variadic columns text[]) returns void language plpgsql as $$
begin
  execute format('drop trigger append_only_rows on %s', target);
  execute format('create trigger append_only_rows before update or delete on %s for each row execute function refuse_change_but_erasure(%s)',
    target, (select string_agg(quote_literal(name), ', ') from unnest(columns) name));
end $$;

select let_erasure_blank('submission', 'snapshot', 'change_note');
select let_erasure_blank('submission_return', 'note', 'gaps');
select let_erasure_blank('evidence_removal', 'note');
select let_erasure_blank('evaluation_message', 'text');
select let_erasure_blank('decision', 'feedback', 'scores');
select let_erasure_blank('award', 'credential');
select let_erasure_blank('pre_approval_act', 'snapshot');
select let_erasure_blank('foreign_badge', 'source', 'report');
select let_erasure_blank('audit_entry', 'details');

-- A decided evaluation stands; an erasure may take words out of it, never a level.
create or replace function refuse_change_after_decision() returns trigger language plpgsql as $$
begin
  if is_erasing() and (tg_table_name = 'evidence_comment'
    or (tg_op = 'UPDATE' and to_jsonb(new) - 'feedback' = to_jsonb(old) - 'feedback')) then
    return coalesce(new, old);
  end if;
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

-- what an erasure looks for
create index audit_entry_by_person on audit_entry (person_id) where person_id is not null;
create index evaluation_message_by_person on evaluation_message (person_id);
create index discussion_post_by_author on discussion_post (author_id) where author_id is not null;
