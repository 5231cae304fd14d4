"""From content/ and a theme to _site/: what is stale, the cache, the workers, and writes that are whole or not at all.

Only this room removes from the output folder, and only what it wrote.
"""
