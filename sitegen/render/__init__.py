"""Pages of the site as bytes: templates, feeds, sitemap (level 3).

`theme.Theme` holds the templates and assets, `renderer.Renderer` makes a page with them. `theme_files` alone can be
imported without jinja2 and babel, for builds that have nothing to render. Which pages exist is decided elsewhere.
"""
