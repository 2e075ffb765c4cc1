-- When a file was last looked through for viruses; null where it never was (no scanner, or larger than the scanner takes).
-- What is found later is held back from everybody.
alter table file
  add column scanned_at timestamptz,
  drop constraint file_damage_check,
  add constraint file_damage_check check (damage in ('missing', 'changed', 'infected'));
