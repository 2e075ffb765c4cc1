-- Imports of earlier awards at speed: read as a stream, to be cancelled, and told to each earner in one letter.

-- counted when the file was read to its end
alter table award_import
  alter column rows set default 0,
  drop constraint award_import_rows_check,
  add constraint award_import_rows_check check (rows >= 0),
  drop constraint award_import_state_check,
  add constraint award_import_state_check check (state in ('checking', 'checked', 'issuing', 'issued', 'cancelled')),
  add column cancelled_by uuid references person,
  add column cancelled_at timestamptz,
  -- earners are told in the order of their ids, each once: the last one so far, and when all were
  add column told_until uuid,
  add column told_at timestamptz;
-- of those, each award was told by itself
update award_import set told_at = coalesce(finished_at, now()) where state = 'issued';

drop index award_import_at_work;
create index award_import_at_work on award_import (id) where told_at is null and state <> 'checked';

-- A signed badge is some 6 kB of text: lz4 costs a fraction of the default's time. A PostgreSQL built without it keeps the default.
do $$ begin
  alter table award alter column credential set compression lz4;
exception when feature_not_supported then null;
end $$;
