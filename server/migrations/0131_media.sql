-- What belongs to a file beside its bytes: what was measured, pictures and copies made of it, captions.

-- Told by ffprobe or from the picture itself; null where nobody could tell.
alter table file
  add column duration_seconds numeric,
  add column width int,
  add column height int;

-- Made from the file and made again when lost: a poster (a frame of a video, a picture made small) and, of office documents, a PDF.
create table file_rendition (
  file_id     uuid not null references file on delete cascade,
  purpose     text not null check (purpose in ('poster', 'pdf')),
  media_type  text not null,
  size        bigint not null check (size > 0),
  -- a poster that the earner's browser drew gives way to one of the server's own
  made_by     text not null check (made_by in ('browser', 'server')),
  storage_key text not null unique,
  created_at  timestamptz not null default now(),
  primary key (file_id, purpose)
);
create trigger let_go after delete on file_rendition for each row execute function let_go_of_object('storage_key');

-- Captions of a recording, as WebVTT. A row never changes: a submission names the row it was made with.
create table file_caption (
  id          uuid primary key default uuidv7(),
  file_id     uuid not null references file on delete cascade,
  -- BCP 47
  language    text not null check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
  text        text not null,
  created_at  timestamptz not null default now(),
  replaced_at timestamptz
);
create unique index file_caption_now on file_caption (file_id, language) where replaced_at is null;
