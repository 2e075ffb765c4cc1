-- Whether an imported badge names an address that the person had confirmed when it came; many badges name a wallet or nothing we know.
alter table imported_badge
  add column recipient text not null default 'not-known' check (recipient in ('matches', 'not-known'));
