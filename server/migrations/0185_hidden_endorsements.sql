-- An endorsement that the endorsed organization leaves off its own pages. It stays at its address, signed: it is its endorser's word.

create table endorsement_hiding (
  endorsement_id uuid primary key references endorsement,
  hidden_by      uuid references person,
  hidden_at      timestamptz not null default now()
);

create function notify_endorsement_hiding() returns trigger language plpgsql as $$
begin
  perform notify_endorsed(coalesce(new.endorsement_id, old.endorsement_id));
  return null;
end $$;
create trigger public_content after insert or delete on endorsement_hiding for each row execute function notify_endorsement_hiding();
