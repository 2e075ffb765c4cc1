-- What a next version of a program touches: granted requests, looked for from its side.
create index pre_approval_by_program on pre_approval (program_id, state);
