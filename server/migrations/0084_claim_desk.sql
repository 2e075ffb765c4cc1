-- Pages of the desk walk ids, which carry the time a claim was handed in to the microsecond a cursor would lose.
drop index claim_queue;
create index claim_desk on claim (recognizer_id, state, id);
