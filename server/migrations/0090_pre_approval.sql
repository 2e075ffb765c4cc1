-- Pre-approval: what an educator or a group wants to earn and why, reviewed by the recognizer before the work is handed in.

create table pre_approval (
  id             uuid primary key default uuidv7(),
  program_id     uuid not null references program,
  recognizer_id  uuid not null references organization,
  -- who asks: the educator, or the leader who began the group's request
  educator_id    uuid not null references person,
  group_id       uuid references peer_group,
  state          text not null default 'draft'
    check (state in ('draft', 'submitted', 'asked-back', 'approved', 'declined', 'withdrawn')),
  -- whose turn it is, from 1; kept while asked back, so that it comes back to who asked
  step           int not null default 1 check (step between 1 and 3),
  -- frozen when it is submitted: the program's version then, and its approvers
  version_id     uuid,
  chain          jsonb,
  rationale      text not null default '' check (char_length(rationale) <= 10000),
  student_effect text not null default '' check (char_length(student_effect) <= 10000),
  mission_fit    text not null default '' check (char_length(mission_fit) <= 10000),
  starts_on      date,
  ends_on        date,
  -- what the leader proposes to the members: a member's own lines begin with these
  proposed       text[] not null default '{}',
  -- guards two tabs: a save names the revision it was made from
  revision       int not null default 1,
  -- the newest step of its record, which orders the desk
  last_act_id    uuid,
  granted_at     timestamptz,
  -- when reviewers or its author were last reminded of it
  reminded_at    timestamptz,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now(),
  check (state = 'draft' or state = 'withdrawn' or (chain is not null and version_id is not null)),
  check ((state = 'approved') = (granted_at is not null)),
  foreign key (program_id, version_id) references program_version (program_id, id)
) with (fillfactor = 70);
-- beginning twice leads to the one draft
create unique index pre_approval_draft_once on pre_approval (program_id, educator_id) where group_id is null and state = 'draft';
create unique index pre_approval_draft_once_per_group on pre_approval (program_id, group_id) where group_id is not null and state = 'draft';
-- the reviewers' desk
create index pre_approval_desk on pre_approval (recognizer_id, state, last_act_id);
create index pre_approval_of_educator on pre_approval (educator_id, id desc);
create index pre_approval_of_group on pre_approval (group_id, id desc) where group_id is not null;
-- what reminders look for
create index pre_approval_to_remind on pre_approval (id) where state in ('submitted', 'asked-back');

-- Who earns under it: the educator alone, or each member of the group who added lines.
create table pre_approval_member (
  pre_approval_id uuid not null references pre_approval,
  educator_id     uuid not null references person,
  note            text not null default '' check (char_length(note) <= 2000),
  updated_at      timestamptz not null default now(),
  primary key (pre_approval_id, educator_id)
);
create index pre_approval_member_by_educator on pre_approval_member (educator_id);

-- What they want to earn: lines of the approved list, by the name they count under.
create table pre_approval_line (
  pre_approval_id uuid not null,
  educator_id     uuid not null,
  entry_id        text not null,
  counts_as       text not null,
  title           text not null,
  primary key (pre_approval_id, educator_id, entry_id),
  foreign key (pre_approval_id, educator_id) references pre_approval_member on delete cascade
);
-- what an award looks for
create index pre_approval_line_by_achievement on pre_approval_line (educator_id, counts_as);

-- Everything that was done with it. What was handed in is kept as it was.
create table pre_approval_act (
  id              uuid primary key default uuidv7(),
  pre_approval_id uuid not null references pre_approval,
  number          int not null check (number > 0),
  act             text not null check (act in ('submit', 'approve', 'ask-back', 'decline', 'revise', 'withdraw', 'undo')),
  -- how it stood after it
  state           text not null,
  step            int not null,
  reason          text check (char_length(reason) between 1 and 4000),
  snapshot        jsonb,
  taken_by        uuid not null references person,
  taken_at        timestamptz not null,
  unique (pre_approval_id, number),
  check (act not in ('ask-back', 'decline') or reason is not null)
);
select make_append_only('pre_approval_act');
