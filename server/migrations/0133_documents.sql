-- Office documents are copied as PDF where LibreOffice is; when that was tried, whether or not it went well.
alter table file add column converted_at timestamptz;
create index file_not_converted on file (id) where converted_at is null and media_type like 'application/vnd.%';
