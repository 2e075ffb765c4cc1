-- A publication used to make every page of the catalog anew. Now each page of a micro-credential is told by its name, with those that stand
-- beside it in a stack (they show its title).

create function notify_micro_credential_content() returns trigger language plpgsql as $$
begin
  perform pg_notify('public_content', 'micro-credential:' || coalesce(new.slug, old.slug));
  perform pg_notify('public_content', 'micro-credential:' || beside.slug)
    from stack_member own join stack_member other on other.stack_id = own.stack_id join micro_credential beside on beside.id = other.micro_credential_id
    where own.micro_credential_id = coalesce(new.id, old.id);
  return null;
end $$;

create trigger public_content_by_name after insert or update or delete on micro_credential for each row execute function notify_micro_credential_content();
create trigger public_content_of_names after insert or update or delete on organization for each statement execute function notify_public_content('organizations');
create trigger public_content_of_stacks after insert or update or delete on stack for each statement execute function notify_public_content('stacks');
create trigger public_content_of_stacks after insert or update or delete on stack_member for each statement execute function notify_public_content('stacks');
