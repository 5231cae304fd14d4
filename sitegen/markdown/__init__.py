"""`Body` → Markdown (`write`) and Markdown → HTML and facts (`render`); the only room that knows markdown-it-py."""
