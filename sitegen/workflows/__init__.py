"""One module a use case: what the command line, the preview and other programs call."""
