"""Where posts and their revisions come from: files, git, recorded snapshots, series."""
