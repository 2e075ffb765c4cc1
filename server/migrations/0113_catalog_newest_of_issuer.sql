-- An issuer's newest: the index of all by publication was read from its end until enough of the issuer's came along, 18 ms at 10,000.

create index catalog_entry_by_issuer_publication on catalog_entry (issuer_id, published_at, micro_credential_id);
