"""From entries to a site, and from a site to the plan of its pages. Pure: no files, no HTML."""
