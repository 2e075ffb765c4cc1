-- Place, camera, author and the like are removed from what is uploaded before it becomes a file; null for files that came before this.
alter table file add column hidden_details text check (hidden_details in ('none', 'removed', 'unreadable'));
