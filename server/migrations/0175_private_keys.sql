-- Private keys in envelopes: each under a data key of its own, which the master secret or a key management service wraps.
create table private_key (
  -- issuer_key.id or installation_key.id; also the context with which it is sealed
  key_id      uuid primary key,
  sealed      bytea not null,
  wrapped_by  text not null check (wrapped_by in ('configuration', 'kms')),
  wrapped_key text not null,
  wrapped_at  timestamptz not null default now()
);

-- Keys of before stand here, sealed with the master secret itself, until `./brevet rewrap-keys` moves them.
alter table issuer_key alter column private_key_sealed drop not null;
alter table installation_key alter column private_key_sealed drop not null;
-- which is all of it that may change
drop trigger append_only_rows on installation_key;
create trigger append_only_rows before delete or update of id, name, public_key_multibase, created_at on installation_key
  for each row execute function refuse_change();
