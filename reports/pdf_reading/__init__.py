"""A PDF from outside in, plain facts out; read in a process of its own, never here.

The modules within, but for `apart`, run in that process: no Django, no database.
"""
