"""LANDSCAPE and tables in, BRIEFING out: what we say, composed and not yet drawn.

Figures are scenes of marks in points with colours by token; sentences are computed from tables
and worded by the template's words file. Nothing here knows HTML, CSS or the page.
"""
