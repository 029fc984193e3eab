"""BRIEFING in, bytes out: HTML and PDF through the template and the brand, held by the gates.

``render_html`` and ``render_pdf`` make a briefing's files; ``gates.GATES`` lists the checks that a
page passes before it is published.
"""
