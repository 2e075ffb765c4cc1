-- How far back each consumer has to look for events that it has not dealt with: all before `everything_before` are dealt with. Without it,
-- the search for lost ones would look at every event there ever was, each minute.
create table event_horizon (
  consumer          text primary key,
  everything_before timestamptz not null
);
