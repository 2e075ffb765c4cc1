-- What was found at the address of a link when it was added: proof of what stood there, and a hint where evaluators will not get in.
create table link_look (
  evidence_id uuid primary key references evidence_item on delete cascade,
  looked_at   timestamptz not null,
  -- as the page calls itself; null where it has no title, or could not be opened
  page_title  text check (char_length(page_title) between 1 and 300),
  -- why it could not be opened, in words for its earner
  trouble     text,
  check (page_title is null or trouble is null)
);

-- Whose words the title is: the earner's, or for want of them the page's (before that, its host).
alter table evidence_item add column title_by text not null default 'earner' check (title_by in ('earner', 'page'));
