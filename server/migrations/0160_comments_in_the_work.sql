-- A comment in the work is saved as it is typed: it begins empty, and of two windows the later is told.

alter table evidence_comment
  add column revision int not null default 1 check (revision > 0),
  drop constraint evidence_comment_text_check,
  add constraint evidence_comment_text_length check (char_length(text) <= 4000);
