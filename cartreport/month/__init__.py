"""The month's job: from a registry's answer to an edition and the note of what changed."""
