-- A team's artifact in several members' submissions is known by its bytes or by its address. Both are derived from the snapshot as it is
-- kept, so that whatever makes a submission makes them.

-- An address as it names a place: without scheme, www, fragment, default port, trailing slash, and what only says how one came there;
-- its query in order. Null for a whole site, which is nobody's artifact.
create function place_of_address(address text) returns text language plpgsql immutable parallel safe as $$
declare
  rest  text := regexp_replace(regexp_replace(btrim(address), '#.*$', ''), '^https?://(www\.)?', '', 'i');
  host  text := regexp_replace(lower(substring(rest from '^[^/?]*')), ':(80|443)$', '');
  path  text := regexp_replace(coalesce(substring(rest from '^[^/?]*(/[^?]*)'), ''), '/+$', '');
  query text := (
    select string_agg(pair, '&' order by pair)
    from regexp_split_to_table(coalesce(substring(rest from '\?(.*)$'), ''), '&') pair
    where pair <> '' and pair !~* '^(utm_[a-z_]*|fbclid|gclid|msclkid|usp|si)='
  );
begin
  if host = '' or (path = '' and query is null) then return null; end if;
  return host || path || coalesce('?' || query, '');
end $$;

create table submission_artifact (
  submission_id uuid not null references submission,
  part_id       text not null,
  -- "sha256:…" of a file's bytes, or "link:…" of an address
  mark          text not null,
  primary key (submission_id, part_id, mark)
);
-- a mark may be long; it is only ever compared
create index submission_artifact_by_mark on submission_artifact (md5(mark));

create function marks_of_artifacts(snapshot jsonb) returns table (part_id text, mark text) language sql immutable parallel safe as $$
  select distinct item->>'partId', marked.mark
  from jsonb_array_elements(snapshot->'evidence') item
  cross join lateral (values
    ('sha256:' || (item->'file'->>'sha256')),
    ('link:' || place_of_address(item->>'url'))
  ) marked (mark)
  where marked.mark is not null
$$;

create function keep_artifacts() returns trigger language plpgsql as $$
begin
  insert into submission_artifact (submission_id, part_id, mark)
    select new.id, made.part_id, made.mark from marks_of_artifacts(new.snapshot) made;
  return null;
end $$;
create trigger artifacts after insert on submission for each row execute function keep_artifacts();

insert into submission_artifact (submission_id, part_id, mark)
  select submission.id, made.part_id, made.mark from submission cross join lateral marks_of_artifacts(submission.snapshot) made;

drop index file_by_sha256;
