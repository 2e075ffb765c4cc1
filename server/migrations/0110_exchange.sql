-- Badges going out to and coming in from other systems: clients, what people granted them, tokens.
-- oauth_* are laid out as better-auth's OAuth provider asks, with our names; lists are JSON arrays because it writes them so.

create table oauth_client (
  id                          uuid primary key default uuidv7(),
  client_id                   text not null unique,
  -- sealed with the master secret
  client_secret               text,
  client_discovery_id         text,
  disabled                    boolean not null default false,
  skip_consent                boolean,
  enable_end_session          boolean,
  subject_type                text,
  -- what it asked for when it registered; it never gets more
  scopes                      jsonb not null,
  client_credentials_scopes   jsonb not null default '[]',
  person_id                   uuid references person on delete cascade,
  name                        text check (char_length(name) <= 200),
  uri                         text,
  icon                        text,
  contacts                    jsonb,
  tos                         text,
  policy                      text,
  software_id                 text,
  software_version            text,
  software_statement          text,
  redirect_uris               jsonb not null,
  post_logout_redirect_uris   jsonb,
  backchannel_logout_uri      text,
  backchannel_logout_session_required boolean,
  token_endpoint_auth_method  text,
  application_type            text,
  jwks                        text,
  jwks_uri                    text,
  grant_types                 jsonb,
  response_types              jsonb,
  require_pkce                boolean,
  dpop_bound_access_tokens    boolean not null default false,
  reference_id                text,
  metadata                    jsonb,
  created_at                  timestamptz not null default now(),
  updated_at                  timestamptz not null default now()
);
-- what the nightly forgetting looks for: registered and never let in by anybody
create index oauth_client_by_age on oauth_client (created_at);

-- What a person lets a client do: one row a client and person.
create table oauth_consent (
  id                        uuid primary key default uuidv7(),
  client_id                 text not null references oauth_client (client_id) on delete cascade,
  person_id                 uuid not null references person on delete cascade,
  reference_id              text,
  resources                 jsonb,
  requested_user_info_claims jsonb,
  scopes                    jsonb not null,
  created_at                timestamptz not null default now(),
  updated_at                timestamptz not null default now(),
  unique (person_id, client_id)
);
create index oauth_consent_by_client on oauth_consent (client_id);

create table oauth_refresh_token (
  id                        uuid primary key default uuidv7(),
  -- SHA-256 of the token
  token                     text not null unique,
  client_id                 text not null references oauth_client (client_id) on delete cascade,
  session_id                uuid references session on delete set null,
  person_id                 uuid not null references person on delete cascade,
  reference_id              text,
  authorization_code_id     text,
  resources                 jsonb,
  requested_user_info_claims jsonb,
  scopes                    jsonb not null,
  confirmation              jsonb,
  auth_time                 timestamptz,
  created_at                timestamptz not null default now(),
  expires_at                timestamptz not null,
  revoked                   timestamptz,
  rotated_at                timestamptz,
  rotation_replay_response  text,
  rotation_replay_expires_at timestamptz
);
create index oauth_refresh_token_by_grant on oauth_refresh_token (person_id, client_id);
create index oauth_refresh_token_by_client on oauth_refresh_token (client_id);
create index oauth_refresh_token_by_session on oauth_refresh_token (session_id);
create index oauth_refresh_token_by_code on oauth_refresh_token (authorization_code_id);
create index oauth_refresh_token_by_expiry on oauth_refresh_token (expires_at);

create table oauth_access_token (
  id                        uuid primary key default uuidv7(),
  -- SHA-256 of the token
  token                     text not null unique,
  client_id                 text not null references oauth_client (client_id) on delete cascade,
  session_id                uuid references session on delete set null,
  person_id                 uuid not null references person on delete cascade,
  reference_id              text,
  authorization_code_id     text,
  refresh_id                uuid references oauth_refresh_token on delete cascade,
  resources                 jsonb,
  requested_user_info_claims jsonb,
  scopes                    jsonb not null,
  confirmation              jsonb,
  created_at                timestamptz not null default now(),
  expires_at                timestamptz not null,
  revoked                   timestamptz
);
create index oauth_access_token_by_grant on oauth_access_token (person_id, client_id);
create index oauth_access_token_by_client on oauth_access_token (client_id);
create index oauth_access_token_by_session on oauth_access_token (session_id);
create index oauth_access_token_by_code on oauth_access_token (authorization_code_id);
create index oauth_access_token_by_refresh on oauth_access_token (refresh_id);
create index oauth_access_token_by_expiry on oauth_access_token (expires_at);

-- better-auth asks for these three; nothing here uses resource indicators or client assertions, so they stay empty.
create table oauth_resource (
  id                uuid primary key default uuidv7(),
  identifier        text not null unique,
  name              text not null,
  access_token_ttl  int,
  refresh_token_ttl int,
  signing_algorithm text,
  signing_key_id    text,
  allowed_scopes    jsonb,
  custom_claims     jsonb,
  dpop_bound_access_tokens_required boolean not null default false,
  disabled          boolean not null default false,
  created_at        timestamptz not null default now(),
  updated_at        timestamptz not null default now(),
  policy_version    int not null default 1,
  metadata          jsonb
);
create table oauth_client_resource (
  id          uuid primary key default uuidv7(),
  client_id   text not null references oauth_client (client_id) on delete cascade,
  resource_id text not null references oauth_resource (identifier) on delete cascade,
  metadata    jsonb,
  created_at  timestamptz not null default now(),
  unique (client_id, resource_id)
);
create table oauth_client_assertion (
  id         uuid primary key default uuidv7(),
  expires_at timestamptz not null
);

-- Badges from elsewhere that a program brought to a person; the badge as it came, byte for byte.
create table imported_badge (
  id            uuid primary key default uuidv7(),
  person_id     uuid not null references person on delete cascade,
  -- how Open Badges 3.0 compares badges: issuer and badge, escapes undone, trimmed
  issuer_ref    text not null check (char_length(issuer_ref) between 1 and 2000),
  credential_ref text not null check (char_length(credential_ref) between 1 and 2000),
  form          text not null check (form in ('json', 'jwt')),
  credential    text not null,
  title         text not null,
  issuer_name   text not null,
  valid_from    timestamptz not null,
  -- what our verifier found when it came
  verdict       text not null check (verdict in ('valid', 'undetermined')),
  client_id     text references oauth_client (client_id) on delete set null,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now()
);
-- addresses may be longer than an index row takes
create unique index imported_badge_once on imported_badge (person_id, md5(issuer_ref), md5(credential_ref));
create index imported_badge_by_person on imported_badge (person_id, id desc);
create index imported_badge_by_client on imported_badge (client_id);

-- A badge offered to a wallet: taken with a code that is good once and for minutes (OpenID4VCI), or in an exchange (VC-API).
create table wallet_offer (
  id               uuid primary key default uuidv7(),
  award_id         uuid not null references award,
  -- SHA-256 of codes and tokens; nothing here opens anything
  code_hash        bytea not null unique,
  tx_code_hash     bytea,
  tries            int not null default 0,
  token_hash       bytea unique,
  token_expires_at timestamptz,
  created_at       timestamptz not null default now(),
  expires_at       timestamptz not null,
  code_used_at     timestamptz,
  taken_at         timestamptz
);
create index wallet_offer_by_award on wallet_offer (award_id);
create index wallet_offer_by_expiry on wallet_offer (expires_at);
