"""Values -> text: Jinja templates, rendered strictly."""
