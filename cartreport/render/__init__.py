"""BRIEFING in, bytes out: HTML and PDF through the template and the brand, held by the gates.

``formats`` lists what an edition can be published as; ``gates.GATES`` the checks that a page passes
before it is published.
"""
