"""The history of the tables, each step up and down; Alembic runs it at start."""
