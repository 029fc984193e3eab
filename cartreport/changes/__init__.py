"""Two SNAPSHOTS in, typed and graded EVENTS out, and the flows from one to the other.

:func:`cartreport.changes.compare.compare` is the whole of it. What is news, and why, is a table:
:mod:`cartreport.sources.grades`; no other place decides it.
"""
