"""Files in, RECORDS out: what we are told, each fact with its place, source and date.

In: a folder with ``sources.yaml``. Out: :class:`cartreport.sources.records.Records`, and every
:class:`cartreport.problems.Problem` found on the way. Nothing here computes or renders.
"""
