-- RSA keys of issuers, beside their Ed25519 keys: what Open Badges 2.0 signs, and the JWTs of Open Badges 3.0, with RS256, the one algorithm
-- that every verifier of those reads. A key is made when the first of them is asked for.
create table issuer_rsa_key (
  -- its private half is in private_key
  id              uuid primary key default uuidv7(),
  organization_id uuid not null references organization,
  -- as the issuer's documents name it, e.g. rsa-1
  name            text not null,
  public_key_pem  text not null,
  created_at      timestamptz not null default now(),
  retired_at      timestamptz,
  unique (organization_id, name)
);
create unique index issuer_rsa_key_current on issuer_rsa_key (organization_id) where retired_at is null;
