"""TRIALS in, labels out: what a trial tests, each label with the rule and the words behind it.

The rules are data: the vocabularies' patterns and the project's ``classify`` file. Nothing here
knows a target or a cell. A label that no text and no list supports is not given: what a record does
not state stays not stated.
"""
