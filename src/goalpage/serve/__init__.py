"""The preview: the blog as it stands now, in the browser, while it is written. Build, watch, tell; nothing else."""
