-- Tells every node which public pages no longer hold: payload is a key of the pages (platform/http/page-cache.ts).

create function notify_public_content() returns trigger language plpgsql as $$
begin
  perform pg_notify('public_content', tg_argv[0]);
  return null;
end $$;

create function notify_award_content() returns trigger language plpgsql as $$
begin
  perform pg_notify('public_content', 'award:' || new.award_id);
  return null;
end $$;

create trigger public_content after insert or update or delete on organization for each statement execute function notify_public_content('catalog');
create trigger public_content after insert or update or delete on micro_credential for each statement execute function notify_public_content('catalog');
create trigger public_content after insert or update or delete on stack for each statement execute function notify_public_content('catalog');
create trigger public_content after insert or update or delete on stack_member for each statement execute function notify_public_content('catalog');
create trigger public_content after insert or update on award_showing for each row execute function notify_award_content();
create trigger public_content after insert on award_revocation for each row execute function notify_award_content();
