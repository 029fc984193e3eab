"""RECORDS in, LANDSCAPE out, and from it the tables: what we know, counted.

In: :class:`cartreport.sources.records.Records`. Out: :class:`cartreport.landscape.model.Landscape`
(declared frames) and :class:`cartreport.landscape.table.Table` values, one file a question.
``TABLES`` lists the table modules; a module's name is the table's id.
"""
