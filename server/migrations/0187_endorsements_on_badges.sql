-- Pages of badges show who endorses what they are of: they are told of every endorsement, whichever it is about.
create or replace function notify_endorsed(endorsement_id uuid) returns void language sql as $$
  select pg_notify('public_content', 'endorsements');
  select pg_notify('public_content', 'endorsements:' || coalesce('micro-credential:' || m.slug, 'issuer:' || o.slug))
    from endorsement e
    left join micro_credential m on m.id = e.micro_credential_id
    left join organization o on o.id = e.issuer_id
    where e.id = endorsement_id and e.foreign_id is null
$$;
