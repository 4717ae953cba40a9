"""What goes over the web, whoever sends it: media types, negotiation, languages, problems."""
