"""Measurements of sitegen beside its peers. Each script tells with --help what it needs."""
