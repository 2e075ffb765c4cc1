-- What a statement says of a program's version is its name; reading it out of the definition would unpack the whole list for each award.
alter table program_version add column name text generated always as (definition->>'name') stored;

-- How often figures were counted: with the moment it names them, so that who read them before need not read them again.
alter table insight_count add column times bigint not null default 1;

-- Totals of months gone by are kept in one row each (shard -1), so that a recognizer's totals are read from as many rows as it has months,
-- not from 64 times as many. Rows that somebody posts to just now are left for the next time: folding waits for nobody, and nobody for it.
create function fold_ledger_totals(recognizer uuid) returns bigint language plpgsql as $$
declare folded bigint;
begin
  perform pg_advisory_xact_lock(hashtextextended('ledger-totals/' || recognizer, 0));
  with held as (
    select shard, incentive_id, kind, unit, month from ledger_total where recognizer_id = recognizer and shard >= 0 for update skip locked),
  taken as (
    delete from ledger_total t using held h
    where t.recognizer_id = recognizer and (t.shard, t.kind, t.unit, t.month) = (h.shard, h.kind, h.unit, h.month)
      and t.incentive_id is not distinct from h.incentive_id
    returning t.incentive_id, t.kind, t.unit, t.month, t.amount, t.entries),
  kept as (
    insert into ledger_total (recognizer_id, shard, incentive_id, kind, unit, month, amount, entries)
    select recognizer, -1, incentive_id, kind, unit, month, sum(amount), sum(entries) from taken group by 3, 4, 5, 6
    on conflict (recognizer_id, kind, unit, month, incentive_id, shard)
    do update set amount = ledger_total.amount + excluded.amount, entries = ledger_total.entries + excluded.entries)
  select count(*) into folded from taken;
  return folded;
end $$;
