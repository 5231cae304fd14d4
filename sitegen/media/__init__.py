"""Pictures: what they are, and the same pictures without what their makers did not mean to publish."""
