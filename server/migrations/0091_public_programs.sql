-- Public pages of programs are made from these.
create trigger public_content after insert or update or delete on program for each statement execute function notify_public_content('programs');
create trigger public_content after insert on incentive_version for each statement execute function notify_public_content('programs');
