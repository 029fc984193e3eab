"""BRIEFING in, bytes out: HTML and PDF through the template and the brand, held by the gates.

``RENDERERS`` lists the formats and ``GATES`` the checks that a page passes before publishing.
"""
