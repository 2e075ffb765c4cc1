-- What the catalog lists and searches: one row for each micro-credential on offer, kept by triggers.

create extension if not exists pg_trgm;
create extension if not exists unaccent;
create extension if not exists fuzzystrmatch;

-- unaccent() is only STABLE because its dictionary could change; ours does not
create function plain_text(value text) returns text language sql immutable parallel safe
  return lower(public.unaccent('public.unaccent'::regdictionary, value));

create table catalog_entry (
  micro_credential_id uuid primary key references micro_credential,
  version_id          uuid not null references micro_credential_version,
  issuer_id           uuid not null references organization,
  slug                text not null,
  title               text not null,
  competency          text not null,
  topics              text[] not null,
  stacks              text[] not null,
  difficulty          int not null,
  hours               int not null,
  published_at        timestamptz not null,
  -- weights: title A, topics, issuer and stacks B, competency and method C, components D
  document            tsvector not null
);
create index catalog_entry_by_title on catalog_entry (title, micro_credential_id);
create index catalog_entry_by_hours on catalog_entry (hours, title, micro_credential_id);
create index catalog_entry_newest on catalog_entry (published_at desc, micro_credential_id);
create index catalog_entry_by_issuer on catalog_entry (issuer_id, title, micro_credential_id);
create index catalog_entry_document on catalog_entry using gin (document) with (fastupdate = off);

-- Every word of the catalog and in how many micro-credentials it stands: typing errors are forgiven against these words,
-- of which there are some ten thousand however many micro-credentials there are.
create table catalog_word (
  word      text primary key,
  documents int not null
);
create index catalog_word_trigrams on catalog_word using gist (word gist_trgm_ops(siglen = 32));
create index catalog_word_prefix on catalog_word (word text_pattern_ops);

create function catalog_document(definition jsonb, issuer text, stacks text) returns tsvector language sql stable
  return setweight(to_tsvector('simple', plain_text(definition->>'title')), 'A')
      || setweight(to_tsvector('simple', plain_text(
           replace(coalesce(definition->>'topics', ''), '-', ' ') || ' ' || issuer || ' ' || stacks)), 'B')
      || setweight(to_tsvector('simple', plain_text(
           (definition->>'competency') || ' ' || coalesce(definition->'keyMethod'->>'name', '') || ' ' || coalesce(definition->'keyMethod'->>'description', ''))), 'C')
      || setweight(to_tsvector('simple', plain_text(coalesce(
           (select string_agg(component->>'title', ' ') from jsonb_array_elements(definition->'methodComponents') component), ''))), 'D');

create function list_in_catalog(target uuid) returns void language plpgsql as $$
declare
  before tsvector;
  after  tsvector;
begin
  delete from catalog_entry where micro_credential_id = target returning document into before;
  insert into catalog_entry
    select m.id, v.id, m.issuer_id, m.slug, v.definition->>'title', v.definition->>'competency',
      array(select jsonb_array_elements_text(v.definition->'topics')),
      coalesce(s.slugs, '{}'), (v.definition->>'difficulty')::int, (v.definition->>'hours')::int, v.published_at,
      catalog_document(v.definition, o.name, coalesce(s.titles, ''))
    from micro_credential m
    join micro_credential_version v on v.id = m.current_version_id
    join organization o on o.id = m.issuer_id
    left join lateral (select array_agg(stack.slug order by stack.slug) as slugs, string_agg(stack.title, ' ') as titles
      from stack_member join stack on stack.id = stack_member.stack_id where stack_member.micro_credential_id = m.id) s on true
    where m.id = target and m.retired_at is null
    returning document into after;
  -- words in a fixed order, so that two publications at once never wait for each other in a circle
  insert into catalog_word (word, documents)
    select word, change from (
      select word, sum(change)::int as change from (
        select unnest(tsvector_to_array(after)) as word, 1 as change union all select unnest(tsvector_to_array(before)), -1) changes
      group by word having sum(change) <> 0) counted
    order by word
    on conflict (word) do update set documents = catalog_word.documents + excluded.documents;
end $$;

create function list_changed_micro_credential() returns trigger language plpgsql as $$
begin
  perform list_in_catalog(new.id);
  return null;
end $$;
create trigger list_in_catalog after insert or update of current_version_id, retired_at on micro_credential
  for each row execute function list_changed_micro_credential();

create function list_changed_member() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then perform list_in_catalog(old.micro_credential_id); end if;
  if tg_op <> 'DELETE' then perform list_in_catalog(new.micro_credential_id); end if;
  return null;
end $$;
create trigger list_in_catalog after insert or update or delete on stack_member for each row execute function list_changed_member();

create function list_changed_organization() returns trigger language plpgsql as $$
begin
  perform list_in_catalog(id) from micro_credential where issuer_id = new.id order by id;
  return null;
end $$;
create trigger list_in_catalog after update of name on organization for each row when (old.name is distinct from new.name)
  execute function list_changed_organization();

select list_in_catalog(id) from micro_credential order by id;
