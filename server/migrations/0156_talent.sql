-- The talent map: who agreed to be found by name, and what a recognizer wants to see in its schools.

-- Nobody is shown by name unless they say so, to each recognizer anew.
create table talent_consent (
  recognizer_id uuid not null references organization,
  person_id     uuid not null references person on delete cascade,
  shown         boolean not null,
  -- what they offer colleagues
  offers        text[] not null default '{}' check (offers <@ array['coaching', 'leading']),
  -- by a message through Brevet, or by their address
  contact       text not null check (contact in ('message', 'address')),
  note          text not null default '' check (char_length(note) <= 300),
  updated_at    timestamptz not null default now(),
  primary key (recognizer_id, person_id)
);
create index talent_consent_shown on talent_consent (recognizer_id) where shown;

-- The priorities of a recognizer, as a list (recognition/talent/priorities.ts).
create table talent_priorities (
  recognizer_id uuid primary key references organization,
  priorities    jsonb not null,
  revision      int not null,
  updated_by    uuid references person,
  updated_at    timestamptz not null default now()
);

-- standing awards of a micro-credential by earner, whatever the earner's order
create index award_of_micro_credential_by_earner on award (micro_credential_id, earner_id, awarded_at) where micro_credential_id is not null;
create index award_of_stack_by_earner on award (stack_id, earner_id, awarded_at) where stack_id is not null;

-- who refers to a school, asked when an import that founded it is undone
create index employment_by_school on employment (school_id) where school_id is not null;
create index roster_record_by_organization on roster_record (organization_id) where organization_id is not null;
create index roster_change_by_organization on roster_change (organization_id) where organization_id is not null;
create index roster_change_by_parent_before on roster_change (parent_before) where parent_before is not null;
create index roster_membership_by_organization on roster_membership (organization_id, person_id);
create index roster_membership_change_by_organization on roster_membership_change (organization_id, person_id);
