-- "Next" takes what is due first: an index in that order, so that it looks at the first few of what waits and not at all of it.
create index evaluation_queue_by_due on evaluation (issuer_id, due_at, id) where state = 'waiting';
