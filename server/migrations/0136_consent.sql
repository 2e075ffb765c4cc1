-- Consent that ends, and evidence taken away by an evaluation lead: what a submission held is then said to be missing, never silently gone.

-- How the earner holds the consent that is attested, and through which day; null without end.
alter table evidence_item
  add column consent_how text check (consent_how in ('school-form', 'family-form', 'own-word', 'other')),
  add column consent_until date,
  -- when its earner was last reminded of that day
  add column consent_reminded_at timestamptz,
  add constraint evidence_item_consent check (shows_students or (consent_how is null and consent_until is null));
create index evidence_item_by_consent on evidence_item (consent_until) where consent_until is not null;

-- Bytes taken out of the store for good while the rows that name the file stay: its checksum proves what it was.
alter table file add column erased_at timestamptz;

-- No reference to the item: the note outlives it.
create table evidence_removal (
  evidence_id     uuid primary key,
  organization_id uuid not null references organization,
  removed_by      uuid not null references person,
  note            text not null check (char_length(note) between 1 and 2000),
  removed_at      timestamptz not null default now()
);
select make_append_only('evidence_removal');
