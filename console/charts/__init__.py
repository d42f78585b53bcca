"""Pictures of tables, drawn on the server as SVG that is read aloud, printed and dark at night."""
