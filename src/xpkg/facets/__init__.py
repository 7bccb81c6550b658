"""Lists of statements and events, narrowed and counted by what they have in common."""
