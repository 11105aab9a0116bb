"""What decides: content, cases, letters and contacts, without any interface."""
