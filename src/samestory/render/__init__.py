"""The dossier for people: in a terminal, as a page of its own, as Markdown.

Every renderer is pure, from a `Dossier` to text, and stands in the module of its name:
`terminal.render_terminal`, `html.render_html`, `markdown.render_markdown`. What reports say is hostile
until `safety` has made it visible; what the reader is told about it is worded in `wording`.
"""
