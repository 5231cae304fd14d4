"""Maps of the world and of its parts, from shapes that come with the package (level 1).

`frame_of` chooses what a map of some regions shows, `regions_in` says who lies in it, `draw` gives the outlines.
"""
