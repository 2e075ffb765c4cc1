-- Keeps the cost of a search from growing with the catalog (docs/decisions/0021-searches-of-bounded-cost.md).

-- What a search ranks by: the words of title (A), topics, issuer, stacks (B) and competency (C). Small enough to stand in the row itself;
-- `document`, which holds every word, is kept out of line and read by its index alone.
alter table catalog_entry add column heading tsvector not null default '';
create index catalog_entry_title_words on catalog_entry using gin (to_tsvector('simple', plain_text(title))) with (fastupdate = off);

create index catalog_entry_topics on catalog_entry using gin (topics) with (fastupdate = off);
create index catalog_entry_stacks on catalog_entry using gin (stacks) with (fastupdate = off);
drop index catalog_entry_by_hours, catalog_entry_newest;
create index catalog_entry_by_hours on catalog_entry (hours, micro_credential_id);
create index catalog_entry_by_publication on catalog_entry (published_at, micro_credential_id);

-- How many micro-credentials have which value of a facet; the value '' of kind 'all' counts them all.
create table catalog_facet (
  kind  text not null,
  value text not null,
  count int not null,
  primary key (kind, value)
);
create index catalog_facet_most on catalog_facet (kind, count desc);

-- counts change with each publication: room for them in their pages, so that no index is touched
alter table catalog_word set (fillfactor = 60);

-- Every word as it is spelled and with one letter left out: a typed word with one letter wrong, missing, doubled or two turned around
-- shares such a spelling with the right one.
create function spellings(word text) returns setof text language sql immutable parallel safe as $$
  select word union select overlay(word placing '' from place for 1) from generate_series(1, length(word)) place
$$;
create table catalog_spelling (
  spelling text not null,
  word     text not null,
  primary key (spelling, word)
);
create function spell_catalog_words() returns trigger language plpgsql as $$
begin
  insert into catalog_spelling select spelling, word from added cross join lateral spellings(word) spelling where length(word) <= 40;
  return null;
end $$;
create trigger spell after insert on catalog_word referencing new table as added for each statement execute function spell_catalog_words();

create function catalog_facets(entry catalog_entry) returns table (kind text, value text) language plpgsql stable as $$
begin
  return query
    select 'all', ''
    union all select 'issuer', entry.issuer_id::text
    union all select 'difficulty', entry.difficulty::text
    union all select 'topic', unnest(entry.topics)
    union all select 'stack', unnest(entry.stacks)
    union all select 'hours', most::text from unnest(array[10, 20, 30]) most where entry.hours <= most;
end $$;

-- What is on offer, as its entries are made.
create view catalog_offer as
  select m.id as micro_credential_id, v.id as version_id, m.issuer_id, m.slug, v.definition->>'title' as title,
    v.definition->>'competency' as competency, array(select jsonb_array_elements_text(v.definition->'topics')) as topics,
    coalesce(s.slugs, '{}') as stacks, (v.definition->>'difficulty')::int as difficulty, (v.definition->>'hours')::int as hours,
    v.published_at, catalog_document(v.definition, o.name, coalesce(s.titles, '')) as document,
    -- without method and components
    catalog_document(v.definition || '{"keyMethod": {}, "methodComponents": []}', o.name, coalesce(s.titles, '')) as heading
  from micro_credential m
  join micro_credential_version v on v.id = m.current_version_id
  join organization o on o.id = m.issuer_id
  left join lateral (select array_agg(stack.slug order by stack.slug) as slugs, string_agg(stack.title, ' ') as titles
    from stack_member join stack on stack.id = stack_member.stack_id where stack_member.micro_credential_id = m.id) s on true
  where m.retired_at is null;

create or replace function list_in_catalog(target uuid) returns void language plpgsql as $$
declare
  before catalog_entry;
  after  catalog_entry;
begin
  delete from catalog_entry where micro_credential_id = target returning * into before;
  insert into catalog_entry select * from catalog_offer where micro_credential_id = target returning * into after;
  -- words and facets in a fixed order, so that two publications at once never wait for each other in a circle
  insert into catalog_word (word, documents)
    select word, change from (
      select word, sum(change)::int as change from (
        select unnest(tsvector_to_array(after.document)) as word, 1 as change
        union all select unnest(tsvector_to_array(before.document)), -1) changes
      group by word having sum(change) <> 0) counted
    order by word
    on conflict (word) do update set documents = catalog_word.documents + excluded.documents;
  insert into catalog_facet (kind, value, count)
    select kind, value, change from (
      select kind, value, sum(change)::int as change from (
        select kind, value, 1 as change from catalog_facets(after) where after.slug is not null
        union all select kind, value, -1 from catalog_facets(before) where before.slug is not null) changes
      group by kind, value having sum(change) <> 0) counted
    order by kind, value
    on conflict (kind, value) do update set count = catalog_facet.count + excluded.count;
end $$;

-- Lists everything anew, set by set: one by one in one transaction, the counts of common words would leave a dead row for each definition.
create function relist_catalog() returns void language plpgsql as $$
begin
  delete from catalog_spelling;
  delete from catalog_word;
  delete from catalog_facet;
  delete from catalog_entry;
  insert into catalog_entry select * from catalog_offer;
  insert into catalog_word select word, ndoc from ts_stat('select document from catalog_entry') order by word;
  insert into catalog_facet select f.kind, f.value, count(*) from catalog_entry e cross join lateral catalog_facets(e) f group by 1, 2;
end $$;
select relist_catalog();
