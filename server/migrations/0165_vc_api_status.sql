-- What the VC-API issues with a status: a place in one of its two lists, at random. These are no awards.
create table vc_api_status (
  purpose       text not null check (purpose in ('revocation', 'suspension')),
  place         int not null check (place between 0 and 131071),
  -- as its issuer named it; to change a status, a credential needs an id
  credential_id text not null,
  is_set        boolean not null default false,
  issued_at     timestamptz not null default now(),
  primary key (purpose, place)
);
create index vc_api_status_by_credential on vc_api_status (credential_id);
