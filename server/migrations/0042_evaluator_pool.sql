-- Who evaluates for an issuer, how much at once, and for which micro-credentials.

-- How much an evaluator carries and when not; without a row the defaults hold. The role itself stays a membership's.
create table evaluator_load (
  issuer_id  uuid not null references organization,
  person_id  uuid not null references person on delete cascade,
  -- how many to have in hand or assigned at once
  capacity   int not null default 8 check (capacity between 1 and 100),
  -- nothing is assigned before this day, in the issuer's time zone
  away_until date,
  updated_at timestamptz not null default now(),
  primary key (issuer_id, person_id)
);

-- Named for a micro-credential by a lead; asked for where the settings say so.
create table evaluator_qualification (
  micro_credential_id uuid not null references micro_credential,
  person_id           uuid not null references person on delete cascade,
  granted_by          uuid references person on delete set null,
  granted_at          timestamptz not null default now(),
  primary key (micro_credential_id, person_id)
);
create index evaluator_qualification_by_person on evaluator_qualification (person_id);
